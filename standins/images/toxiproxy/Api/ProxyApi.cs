using Standins.Toxiproxy.Http;
using Standins.Toxiproxy.Proxying;
using Standins.Toxiproxy.Toxics;

namespace Standins.Toxiproxy.Api;

/// <summary>The handlers of the API.</summary>
internal sealed class ProxyApi(ProxyCollection proxies)
{
    public Task<HttpResponse> Index() => Answer(() => Task.FromResult(HttpResponse.Json(200, proxies.Read(Shown.Map))));

    public Task<HttpResponse> Create(byte[] body) => Answer(async () =>
    {
        var input = new ProxyInput().Read(body);
        input.Check();
        return HttpResponse.Json(201, await proxies.AddAsync(input, Shown.Of));
    });

    public Task<HttpResponse> Show(string name) => Answer(() => Task.FromResult(HttpResponse.Json(200, proxies.With(name, Shown.Of))));

    public Task<HttpResponse> Update(string name, byte[] body) => Answer(async () => HttpResponse.Json(200, await proxies.UpdateAsync(name, body, Shown.Of)));

    public Task<HttpResponse> Delete(string name) => Answer(() =>
    {
        proxies.Remove(name);
        return Task.FromResult(HttpResponse.Empty(204));
    });

    /// <summary>Here, unlike anywhere else, errors are JSON by their type too, and carry what was done before.</summary>
    public async Task<HttpResponse> Populate(byte[] body)
    {
        var shown = "null";
        try
        {
            var (_, done, error) = await proxies.PopulateAsync(ProxyInput.ReadList(body));
            shown = done;
            return error == null ? HttpResponse.Json(201, $"{{\"proxies\":{shown}}}") : throw error;
        }
        catch (ApiError e)
        {
            return HttpResponse.Json(e.Status, $"{{{Shown.Error(e)},\"proxies\":{shown}}}");
        }
    }

    public Task<HttpResponse> Reset() => Answer(async () =>
    {
        await proxies.ResetAsync();
        return HttpResponse.Empty(204);
    });

    public Task<HttpResponse> ToxicIndex(string name) => OnProxy(name, proxy => HttpResponse.Json(200, Shown.Of(proxy.OrderedToxics)));

    public Task<HttpResponse> ToxicCreate(string name, byte[] body) => OnProxy(name, proxy =>
    {
        var toxic = ToxicInput.Create(body, proxy);
        proxy.Add(toxic);
        return HttpResponse.Json(200, Shown.Of(toxic));
    });

    public Task<HttpResponse> ToxicShow(string name, string toxic) => OnToxic(name, toxic, (_, found) => HttpResponse.Json(200, Shown.Of(found)));

    public Task<HttpResponse> ToxicUpdate(string name, string toxic, byte[] body) => OnToxic(name, toxic, (proxy, found) =>
    {
        ToxicInput.Update(body, found);
        proxy.Updated(found);
        return HttpResponse.Json(200, Shown.Of(found));
    });

    public Task<HttpResponse> ToxicDelete(string name, string toxic) => OnToxic(name, toxic, (proxy, found) =>
    {
        proxy.Remove(found);
        return HttpResponse.Empty(204);
    });

    private Task<HttpResponse> OnToxic(string name, string toxic, Func<Proxy, Toxic, HttpResponse> handle) =>
        OnProxy(name, proxy => handle(proxy, proxy.FindToxic(toxic) ?? throw ApiError.ToxicNotFound));

    private Task<HttpResponse> OnProxy(string name, Func<Proxy, HttpResponse> handle) => Answer(() => Task.FromResult(proxies.With(name, handle)));

    private static async Task<HttpResponse> Answer(Func<Task<HttpResponse>> handle)
    {
        try
        {
            return await handle();
        }
        catch (ApiError e)
        {
            return HttpResponse.Error(e.Status, $"{{{Shown.Error(e)}}}");
        }
        catch (ProxyException e)
        {
            return HttpResponse.Error(500, $"{{\"error\":{Json.GoText.Quote(e.Message)},\"status\":500}}");
        }
    }
}
