using Standins.Toxiproxy.Http;
using Standins.Toxiproxy.Proxying;
using Standins.Toxiproxy.Toxics;

namespace Standins.Toxiproxy.Api;

/// <summary>The handlers of the API.</summary>
internal sealed class ProxyApi(ProxyCollection proxies)
{
    public HttpResponse Index() => HttpResponse.Json(200, proxies.Read(Shown.Map));

    public async Task<HttpResponse> Create(byte[] body)
    {
        var input = new ProxyInput().Read(body);
        input.Check();
        return HttpResponse.Json(201, await proxies.AddAsync(input, Shown.Of));
    }

    public HttpResponse Show(string name) => HttpResponse.Json(200, proxies.With(name, Shown.Of));

    public async Task<HttpResponse> Update(string name, byte[] body) => HttpResponse.Json(200, await proxies.UpdateAsync(name, body, Shown.Of));

    public HttpResponse Delete(string name)
    {
        proxies.Remove(name);
        return HttpResponse.Empty(204);
    }

    /// <summary>Here, unlike anywhere else, errors are JSON by their type too, and carry what was done before.</summary>
    public async Task<HttpResponse> Populate(byte[] body)
    {
        var shown = "null";
        try
        {
            var (_, done, failure) = await proxies.PopulateAsync(ProxyInput.ReadList(body));
            shown = done;
            return failure == null ? HttpResponse.Json(201, $"{{\"proxies\":{shown}}}") : throw failure;
        }
        catch (Exception e) when (e is ApiError or ProxyException)
        {
            var error = e as ApiError ?? new ApiError(500, e.Message);
            return HttpResponse.Json(error.Status, $"{{{Shown.Error(error)},\"proxies\":{shown}}}") with
            {
                Complaints = e is ApiError ? [("Populate errors", e.Message)] : [("Populate errors", e.Message), ApiError.Unexpected(e)],
            };
        }
    }

    public async Task<HttpResponse> Reset()
    {
        await proxies.ResetAsync();
        return HttpResponse.Empty(204);
    }

    public HttpResponse ToxicIndex(string name) => HttpResponse.Json(200, proxies.With(name, proxy => Shown.Of(proxy.OrderedToxics)));

    public HttpResponse ToxicCreate(string name, byte[] body) => proxies.With(name, proxy =>
    {
        var toxic = ToxicInput.Create(body, proxy);
        proxy.Add(toxic);
        return HttpResponse.Json(200, Shown.Of(toxic));
    });

    public HttpResponse ToxicShow(string name, string toxic) => OnToxic(name, toxic, (_, found) => HttpResponse.Json(200, Shown.Of(found)));

    public HttpResponse ToxicUpdate(string name, string toxic, byte[] body) => OnToxic(name, toxic, (proxy, found) =>
    {
        ToxicInput.Update(body, found);
        proxy.Updated(found);
        return HttpResponse.Json(200, Shown.Of(found));
    });

    public HttpResponse ToxicDelete(string name, string toxic) => OnToxic(name, toxic, (proxy, found) =>
    {
        proxy.Remove(found);
        return HttpResponse.Empty(204);
    });

    private HttpResponse OnToxic(string name, string toxic, Func<Proxy, Toxic, HttpResponse> handle) =>
        proxies.With(name, proxy => handle(proxy, proxy.FindToxic(toxic) ?? throw ApiError.ToxicNotFound));
}
