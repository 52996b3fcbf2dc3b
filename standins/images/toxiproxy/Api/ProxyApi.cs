using Standins.Golang.Http;
using Standins.Toxiproxy.Proxying;
using Standins.Toxiproxy.Toxics;

namespace Standins.Toxiproxy.Api;

/// <summary>The handlers of the API.</summary>
internal sealed class ProxyApi(ProxyCollection proxies)
{
    public ApiAnswer Index() => ApiAnswer.Json(200, proxies.Read(Shown.Map));

    public async Task<ApiAnswer> Create(Body body)
    {
        var input = new ProxyInput().Read(body);
        input.Check();
        return ApiAnswer.Json(201, await proxies.AddAsync(input, Shown.Of));
    }

    public ApiAnswer Show(string name) => ApiAnswer.Json(200, proxies.With(name, Shown.Of));

    public async Task<ApiAnswer> Update(string name, Body body) => ApiAnswer.Json(200, await proxies.UpdateAsync(name, body, Shown.Of));

    public ApiAnswer Delete(string name)
    {
        proxies.Remove(name);
        return ApiAnswer.Empty(204);
    }

    /// <summary>Here, unlike anywhere else, errors are JSON by their type too, and carry what was done before.</summary>
    public async Task<ApiAnswer> Populate(Body body)
    {
        var shown = "null";
        try
        {
            var (_, done, failure) = await proxies.PopulateAsync(ProxyInput.ReadList(body));
            shown = done;
            return failure == null ? ApiAnswer.Json(201, $"{{\"proxies\":{shown}}}") : throw failure;
        }
        catch (Exception e) when (e is ApiError or ProxyException)
        {
            var error = e as ApiError ?? new ApiError(500, e.Message);
            return ApiAnswer.Json(error.Status, $"{{{Shown.Error(error)},\"proxies\":{shown}}}") with
            {
                Complaints = e is ApiError ? [("Populate errors", e.Message)] : [("Populate errors", e.Message), ApiError.Unexpected(e)],
            };
        }
    }

    public async Task<ApiAnswer> Reset()
    {
        await proxies.ResetAsync();
        return ApiAnswer.Empty(204);
    }

    public ApiAnswer ToxicIndex(string name) => ApiAnswer.Json(200, proxies.With(name, proxy => Shown.Of(proxy.OrderedToxics)));

    public ApiAnswer ToxicCreate(string name, Body body) => proxies.With(name, proxy =>
    {
        var toxic = ToxicInput.Create(body, proxy);
        proxy.Add(toxic);
        return ApiAnswer.Json(200, Shown.Of(toxic));
    });

    public ApiAnswer ToxicShow(string name, string toxic) => OnToxic(name, toxic, (_, found) => ApiAnswer.Json(200, Shown.Of(found)));

    public ApiAnswer ToxicUpdate(string name, string toxic, Body body) => OnToxic(name, toxic, (proxy, found) =>
    {
        ToxicInput.Update(body, found);
        proxy.Updated(found);
        return ApiAnswer.Json(200, Shown.Of(found));
    });

    public ApiAnswer ToxicDelete(string name, string toxic) => OnToxic(name, toxic, (proxy, found) =>
    {
        proxy.Remove(found);
        return ApiAnswer.Empty(204);
    });

    private ApiAnswer OnToxic(string name, string toxic, Func<Proxy, Toxic, ApiAnswer> handle) =>
        proxies.With(name, proxy => handle(proxy, proxy.FindToxic(toxic) ?? throw ApiError.ToxicNotFound));
}
