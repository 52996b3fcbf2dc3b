using Standins.Toxiproxy.Http;

namespace Standins.Toxiproxy.Api;

/// <summary>Finds the handler of a request, and answers what has none in the way of the original's router.</summary>
internal sealed class Router(ProxyApi api, Metrics? metrics, RequestId ids)
{
    private const string Version = "2.12.0";

    public async Task<HttpResponse> HandleAsync(HttpRequest request)
    {
        var question = request.Target.IndexOf('?', StringComparison.Ordinal);
        var rawPath = question < 0 ? request.Target : request.Target[..question];
        var path = Uri.UnescapeDataString(rawPath);
        var clean = Clean(path);
        if (clean != path)
        {
            var location = string.Concat(clean.Split('/').Select(part => $"/{Uri.EscapeDataString(part)}"))[1..];
            return HttpResponse.Empty(301).With("Location", location + (question < 0 ? "" : request.Target[question..]));
        }

        var route = Find(path.Split('/')[1..]);
        if (route == null)
        {
            return HttpResponse.Error(404, "404 page not found");
        }

        if (!route.TryGetValue(request.Method, out var handler) && !route.TryGetValue("*", out handler))
        {
            return HttpResponse.Empty(405);
        }

        var response = request.Header("User-Agent")?.StartsWith("Mozilla/", StringComparison.Ordinal) == true
            ? HttpResponse.Error(403, "User agent not allowed")
            : await handler(request.Body);
        return response.With("X-Toxiproxy-Request-Id", ids.Next());
    }

    private Dictionary<string, Func<byte[], Task<HttpResponse>>>? Find(string[] parts)
    {
        if (parts.Any(part => part.Length == 0))
        {
            return null;
        }

        return parts switch
        {
            ["version"] => new() { ["GET"] = _ => Task.FromResult(HttpResponse.Json(200, $"{{\"version\": \"{Version}\"}}\n", "application/json;charset=utf-8")) },
            ["metrics"] when metrics != null => new() { ["*"] = _ => Task.FromResult(metrics.Answer()) },
            ["proxies"] => new() { ["GET"] = _ => api.Index(), ["POST"] = api.Create },
            ["populate"] => new() { ["POST"] = api.Populate },
            ["reset"] => new() { ["POST"] = _ => api.Reset() },
            ["proxies", var proxy] => new()
            {
                ["GET"] = _ => api.Show(proxy),
                ["PATCH"] = body => api.Update(proxy, body),
                ["POST"] = body => api.Update(proxy, body),
                ["DELETE"] = _ => api.Delete(proxy),
            },
            ["proxies", var proxy, "toxics"] => new() { ["GET"] = _ => api.ToxicIndex(proxy), ["POST"] = body => api.ToxicCreate(proxy, body) },
            ["proxies", var proxy, "toxics", var toxic] => new()
            {
                ["GET"] = _ => api.ToxicShow(proxy, toxic),
                ["PATCH"] = body => api.ToxicUpdate(proxy, toxic, body),
                ["POST"] = body => api.ToxicUpdate(proxy, toxic, body),
                ["DELETE"] = _ => api.ToxicDelete(proxy, toxic),
            },
            _ => null,
        };
    }

    // Doubled slashes and dots are folded; a slash at the end stays and leads nowhere.
    private static string Clean(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/'))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("" or "." or ".."))
            {
                parts.Add(part);
            }
        }

        return "/" + string.Join('/', parts) + (parts.Count > 0 && path.EndsWith('/') ? "/" : "");
    }
}
