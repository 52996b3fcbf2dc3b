using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using Ollama.Scheduling;
using Standins.Golang.Http;
using Standins.Golang.Json;

namespace Ollama.Server;

/// <summary>Paths and methods, and what becomes of failures.</summary>
internal sealed class Router(OriginGuard guard)
{
    private const int CallerLeft = 499;
    private readonly Dictionary<string, SortedDictionary<string, Func<Exchange, Task>>> _routes = [];

    /// <summary>The last method first: the order of the header <c>Allow</c>.</summary>
    public void Map(string path, string method, Func<Exchange, Task> handler)
    {
        if (!_routes.TryGetValue(path, out var methods))
        {
            _routes[path] = methods = new(Comparer<string>.Create((a, b) => string.CompareOrdinal(b, a)));
        }

        methods[method] = handler;
    }

    public async Task HandleAsync(Exchange exchange)
    {
        // The original's outermost layers, which write no log.
        if (exchange.Request is { Method: "OPTIONS", Path: "*" })
        {
            await exchange.ReplyAsync(200, null, ReadOnlyMemory<byte>.Empty);
            return;
        }

        if (exchange.Request.Path is ['/', ..] path && CleanPath.Of(path) is var clean && clean != path)
        {
            await RedirectAsync(exchange, clean, 301);
            return;
        }

        long start = Stopwatch.GetTimestamp();
        int status = 0;
        try
        {
            if (!await guard.HandlesAsync(exchange))
            {
                await RouteAsync(exchange);
            }
        }
        catch (Exception e) when (e is ApiException or ScheduleException or JsonException)
        {
            int code = e switch { ApiException a => a.Status, ScheduleException s => s.Status, _ => 400 };
            await FailAsync(exchange, code, e.Message);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException && exchange.Gone.IsCancellationRequested)
        {
            status = exchange.Started ? exchange.Status : CallerLeft;
            throw;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException { InnerException: not SocketException } && !exchange.Started)
        {
            await FailAsync(exchange, 500, FileErrors.Text(e));
        }
        catch (Exception e) when (e is not IOException)
        {
            Log.Warn("recovery.go:92", "panic recovered", ("error", e.Message));
            status = 500;
            if (exchange.Started)
            {
                ExceptionDispatchInfo.Throw(e);
            }

            await exchange.ReplyAsync(500, null, ReadOnlyMemory<byte>.Empty);
        }
        finally
        {
            long nanoseconds = Stopwatch.GetElapsedTime(start).Ticks * 100;
            string target = exchange.Request.Path + (exchange.Request.Query.Length > 0 ? "?" + exchange.Request.Query : "");
            Log.Access(status != 0 ? status : exchange.Started ? exchange.Status : 400, nanoseconds, Caller(exchange), exchange.Request.Method, target);
        }
    }

    private Task RouteAsync(Exchange exchange)
    {
        string path = exchange.Request.Path;
        if (_routes.TryGetValue(path, out var methods))
        {
            if (methods.TryGetValue(exchange.Request.Method, out Func<Exchange, Task>? handler))
            {
                return handler(exchange);
            }

            exchange.Headers["Allow"] = string.Join(", ", methods.Keys);
            return exchange.ReplyAsync(405, "text/plain", "405 method not allowed");
        }

        string other = path.EndsWith('/') ? path.TrimEnd('/') : path + "/";
        if (path.Length > 1 && _routes.TryGetValue(other, out methods) && methods.ContainsKey(exchange.Request.Method))
        {
            return RedirectAsync(exchange, other, exchange.Request.Method == "GET" ? 301 : 307);
        }

        return exchange.ReplyAsync(404, "text/plain", "404 page not found");
    }

    private static Task RedirectAsync(Exchange exchange, string path, int status)
    {
        string target = string.Join('/', path.Split('/').Select(Uri.EscapeDataString)) + (exchange.Request.Query.Length > 0 ? "?" + exchange.Request.Query : "");
        exchange.Headers["Location"] = target;
        string reason = status == 301 ? "Moved Permanently" : "Temporary Redirect";
        return exchange.Request.Method switch
        {
            "GET" => exchange.ReplyAsync(status, "text/html; charset=utf-8", $"<a href=\"{System.Net.WebUtility.HtmlEncode(target)}\">{reason}</a>.\n\n"),
            "HEAD" => exchange.ReplyAsync(status, "text/html; charset=utf-8", ""),
            _ => exchange.ReplyAsync(status, null, ReadOnlyMemory<byte>.Empty),
        };
    }

    /// <summary>Who calls, as proxies tell it: the original trusts them all.</summary>
    private static string Caller(Exchange exchange)
    {
        foreach (string header in (string[])["X-Forwarded-For", "X-Real-IP"])
        {
            string[] told = (exchange.Request[header] ?? "").Split(',', StringSplitOptions.TrimEntries);
            if (told.All(t => System.Net.IPAddress.TryParse(t, out _)))
            {
                return told[0];
            }
        }

        return exchange.Remote.Address.ToString();
    }

    /// <summary>A status while that is possible; after the first part of a stream only a line in it.</summary>
    private static async Task FailAsync(Exchange exchange, int status, string message)
    {
        if (!exchange.Started)
        {
            await exchange.JsonAsync(status, JsonText.Error(message), exchange.Streaming ? "application/json" : "application/json; charset=utf-8");
            return;
        }

        await exchange.StreamAsync("", JsonText.Error(message) + "\n");
        await exchange.EndStreamAsync();
    }
}
