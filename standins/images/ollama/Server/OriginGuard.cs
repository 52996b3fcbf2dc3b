using System.Net;
using Ollama.Http;

namespace Ollama.Server;

/// <summary>Browsers of other sites are refused, and so are foreign host names while the server listens on this machine only.</summary>
internal sealed class OriginGuard(ServerEnvironment environment)
{
    private static readonly string[] LocalHosts = ["localhost", "127.0.0.1", "0.0.0.0"];
    private static readonly string[] LocalSchemes = ["app", "file", "tauri", "vscode-webview", "vscode-file"];
    private static readonly string[] LocalEnds = [".localhost", ".local", ".internal"];

    /// <returns>True when the request was answered here.</returns>
    public async Task<bool> HandlesAsync(Exchange exchange)
    {
        string host = exchange.Request["Host"] ?? "";
        if (exchange.Request["Origin"] is { Length: > 0 } origin && !origin.EndsWith("://" + host, StringComparison.OrdinalIgnoreCase))
        {
            if (!IsAllowed(origin))
            {
                await exchange.ReplyAsync(403, null, ReadOnlyMemory<byte>.Empty);
                return true;
            }

            exchange.Headers["Access-Control-Allow-Origin"] = environment.Origins.Contains("*") ? "*" : origin;
            exchange.Headers["Vary"] = "Origin";
            if (exchange.Request.Method == "OPTIONS")
            {
                exchange.Headers["Access-Control-Allow-Headers"] = "Authorization,Content-Type,User-Agent,Accept,X-Requested-With";
                exchange.Headers["Access-Control-Allow-Methods"] = "GET,POST,PUT,PATCH,DELETE,HEAD,OPTIONS";
                exchange.Headers["Access-Control-Max-Age"] = "43200";
                await exchange.ReplyAsync(204, null, ReadOnlyMemory<byte>.Empty);
                return true;
            }
        }

        bool local = IPAddress.TryParse(environment.Host, out IPAddress? own) && IPAddress.IsLoopback(own);
        if (local && !IsLocalName(host))
        {
            await exchange.ReplyAsync(403, null, ReadOnlyMemory<byte>.Empty);
            return true;
        }

        return false;
    }

    private bool IsAllowed(string origin)
        => environment.Origins.Any(o => o == "*" || o == origin || (o.EndsWith('*') && origin.StartsWith(o[..^1], StringComparison.OrdinalIgnoreCase)))
            || (Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri)
                && (LocalSchemes.Contains(uri.Scheme) || (uri.Scheme is "http" or "https" && LocalHosts.Contains(uri.Host))));

    private static bool IsLocalName(string host)
    {
        int colon = host.LastIndexOf(':');
        string name = colon > host.LastIndexOf(']') ? host[..colon] : host;
        return name.Length == 0 || name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || name.Equals(Environment.MachineName, StringComparison.OrdinalIgnoreCase)
            || LocalEnds.Any(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase)) || IPAddress.TryParse(name.Trim('[', ']'), out _);
    }
}
