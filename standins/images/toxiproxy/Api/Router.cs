using System.Diagnostics;
using Standins.Toxiproxy.Http;
using Standins.Toxiproxy.Proxying;
using Standins.Toxiproxy.Server;

namespace Standins.Toxiproxy.Api;

/// <summary>Finds the handler of a request, and answers what has none in the way of the original's router.</summary>
internal sealed class Router(ProxyApi api, Metrics? metrics, RequestId ids, Log log)
{
    private const string Version = "2.12.0";

    public async Task<HttpResponse> HandleAsync(HttpRequest request)
    {
        if (request.Header("Expect") is { Length: > 0 } && !request.HasToken("Expect", "100-continue"))
        {
            return HttpResponse.Empty(417);
        }

        if (request is { Method: "OPTIONS", Target: "*" })
        {
            return HttpResponse.Empty(200);
        }

        var question = request.Target.IndexOf('?', StringComparison.Ordinal);
        var rawPath = question < 0 ? request.Target : request.Target[..question];
        var path = Uri.UnescapeDataString(rawPath);
        var clean = Clean(path);
        if (clean != path)
        {
            var location = string.Concat(clean.Split('/').Select(part => $"/{Uri.EscapeDataString(part)}"))[1..];
            return HttpResponse.Empty(301).With("Location", location + (question < 0 ? "" : request.Target[question..]));
        }

        var routes = Find(path.Split('/')[1..]);
        if (routes == null)
        {
            return HttpResponse.Error(404, "404 page not found");
        }

        if (!routes.TryGetValue(request.Method, out var route) && !routes.TryGetValue("*", out route))
        {
            return HttpResponse.Empty(405);
        }

        var (id, start) = (ids.Next(), Stopwatch.GetTimestamp());
        var own = log.With(("request_id", id));
        var agent = request.Header("User-Agent") ?? "";
        var response = agent.StartsWith("Mozilla/", StringComparison.Ordinal)
            ? HttpResponse.Error(403, "User agent not allowed")
            : await AnswerAsync(route, request.Body);
        foreach (var (message, error) in response.Complaints)
        {
            own.Write(LogLevel.Warn, "api.go", message, ("error", error));
        }

        own.Write(
            LogLevel.Debug, "api.go", "", ("client", request.Client), ("method", request.Method), ("url", request.Target), ("user_agent", agent),
            ("status", response.Status), ("size", response.Body.Length), ("duration", Stopwatch.GetElapsedTime(start).TotalMilliseconds), ("handler", route.Name));
        return response.With("X-Toxiproxy-Request-Id", id);
    }

    private static async Task<HttpResponse> AnswerAsync(Route route, byte[] body)
    {
        try
        {
            return await route.HandleAsync(body);
        }
        catch (ApiError e)
        {
            return HttpResponse.Error(e.Status, $"{{{Shown.Error(e)}}}");
        }
        catch (ProxyException e)
        {
            return HttpResponse.Error(500, $"{{{Shown.Error(new ApiError(500, e.Message))}}}") with { Complaints = [ApiError.Unexpected(e)] };
        }
    }

    private Dictionary<string, Route>? Find(string[] parts)
    {
        if (parts.Any(part => part.Length == 0))
        {
            return null;
        }

        return parts switch
        {
            ["version"] => new() { ["GET"] = new("Version", _ => HttpResponse.Json(200, $"{{\"version\": \"{Version}\"}}\n", "application/json;charset=utf-8")) },
            ["metrics"] when metrics != null => new() { ["*"] = new("Metrics", _ => metrics.Answer()) },
            ["proxies"] => new() { ["GET"] = new("ProxyIndex", _ => api.Index()), ["POST"] = new("ProxyCreate", api.Create) },
            ["populate"] => new() { ["POST"] = new("Populate", api.Populate) },
            ["reset"] => new() { ["POST"] = new("ResetState", _ => api.Reset()) },
            ["proxies", var proxy] => Update(new("ProxyUpdate", body => api.Update(proxy, body)), new("ProxyShow", _ => api.Show(proxy)), new("ProxyDelete", _ => api.Delete(proxy))),
            ["proxies", var proxy, "toxics"] => new() { ["GET"] = new("ToxicIndex", _ => api.ToxicIndex(proxy)), ["POST"] = new("ToxicCreate", body => api.ToxicCreate(proxy, body)) },
            ["proxies", var proxy, "toxics", var toxic] => Update(
                new("ToxicUpdate", body => api.ToxicUpdate(proxy, toxic, body)), new("ToxicShow", _ => api.ToxicShow(proxy, toxic)), new("ToxicDelete", _ => api.ToxicDelete(proxy, toxic))),
            _ => null,
        };
    }

    private static Dictionary<string, Route> Update(Route update, Route show, Route delete) => new() { ["GET"] = show, ["PATCH"] = update, ["POST"] = update, ["DELETE"] = delete };

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
