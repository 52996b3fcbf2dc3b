using System.Diagnostics;
using Standins.Golang.Http;
using Standins.Toxiproxy.Proxying;
using Standins.Toxiproxy.Server;

namespace Standins.Toxiproxy.Api;

/// <summary>Finds the handler of a request, and answers what has none in the way of the original's router.</summary>
internal sealed class Router(ProxyApi api, Metrics? metrics, RequestId ids, Log log)
{
    private const string Version = "2.12.0";

    public async Task HandleAsync(Exchange exchange)
    {
        var answer = await AnswerAsync(exchange);
        if (answer.Header is var (name, value))
        {
            exchange.Headers[name] = value;
        }

        await exchange.ReplyAsync(answer.Status, answer.Type, answer.Body);
    }

    private async Task<ApiAnswer> AnswerAsync(Exchange exchange)
    {
        var request = exchange.Request;
        if (request is { Method: "OPTIONS", Path: "*" })
        {
            return ApiAnswer.Empty(200);
        }

        var path = CleanPath.Of(request.Path);
        if (path != request.Path)
        {
            var location = string.Concat(path.Split('/').Select(part => $"/{Uri.EscapeDataString(part)}"))[1..];
            return ApiAnswer.Empty(301) with { Header = ("Location", location + (request.Query.Length > 0 ? $"?{request.Query}" : "")) };
        }

        var routes = Find(path.Split('/')[1..]);
        if (routes == null)
        {
            return ApiAnswer.Error(404, "404 page not found");
        }

        if (!routes.TryGetValue(request.Method, out var route) && !routes.TryGetValue("*", out route))
        {
            return ApiAnswer.Empty(405);
        }

        var (id, start) = (ids.Next(), Stopwatch.GetTimestamp());
        exchange.Headers["X-Toxiproxy-Request-Id"] = id;
        var own = log.With(("request_id", id));
        var agent = request["User-Agent"] ?? "";
        var answer = agent.StartsWith("Mozilla/", StringComparison.Ordinal)
            ? ApiAnswer.Error(403, "User agent not allowed")
            : await AnswerAsync(route, exchange);
        foreach (var (message, error) in answer.Complaints)
        {
            own.Write(LogLevel.Warn, "api.go", message, ("error", error));
        }

        own.Write(
            LogLevel.Debug, "api.go", "", ("client", $"{exchange.Remote}"), ("method", request.Method), ("url", request.Target), ("user_agent", agent),
            ("status", answer.Status), ("size", answer.Body.Length), ("duration", Stopwatch.GetElapsedTime(start).TotalMilliseconds), ("handler", route.Name));
        return answer;
    }

    private static async Task<ApiAnswer> AnswerAsync(Route route, Exchange exchange)
    {
        try
        {
            return await route.HandleAsync(await exchange.ReadBodyAsync());
        }
        catch (ApiError e)
        {
            return ApiAnswer.Error(e.Status, $"{{{Shown.Error(e)}}}");
        }
        catch (ProxyException e)
        {
            return ApiAnswer.Error(500, $"{{{Shown.Error(new ApiError(500, e.Message))}}}") with { Complaints = [ApiError.Unexpected(e)] };
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
            ["version"] => new() { ["GET"] = new("Version", _ => ApiAnswer.Json(200, $"{{\"version\": \"{Version}\"}}\n", "application/json;charset=utf-8")) },
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
}
