using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Standins.Golang.Http;

namespace Ollama.Server;

/// <summary>Browsers of other sites are refused, and so are foreign host names while the server listens on this machine only.</summary>
internal sealed class OriginGuard(ServerEnvironment environment)
{
    private static readonly string[] LocalHosts = ["localhost", "127.0.0.1", "0.0.0.0"];
    private static readonly string[] LocalSchemes = ["app", "file", "tauri", "vscode-webview", "vscode-file"];
    private static readonly string[] LocalEnds = [".localhost", ".local", ".internal"];

    // What the libraries of OpenAI send from a browser belongs to them.
    private const string AllowedHeaders =
        "Authorization,Content-Type,User-Agent,Accept,X-Requested-With,Openai-Beta,X-Stainless-Arch,X-Stainless-Async,X-Stainless-Custom-Poll-Interval,"
        + "X-Stainless-Helper-Method,X-Stainless-Lang,X-Stainless-Os,X-Stainless-Package-Version,X-Stainless-Poll-Helper,X-Stainless-Retry-Count,"
        + "X-Stainless-Runtime,X-Stainless-Runtime-Version,X-Stainless-Timeout";

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

            bool everybody = environment.Origins.Contains("*");
            exchange.Headers["Access-Control-Allow-Origin"] = everybody ? "*" : origin;
            if (!everybody)
            {
                exchange.Headers["Vary"] = "Origin";
            }

            if (exchange.Request.Method == "OPTIONS")
            {
                exchange.Headers["Access-Control-Allow-Headers"] = AllowedHeaders;
                if (!everybody)
                {
                    exchange.Headers["Vary"] = "Origin\nAccess-Control-Request-Method\nAccess-Control-Request-Headers";
                }

                exchange.Headers["Access-Control-Allow-Methods"] = "GET,POST,PUT,PATCH,DELETE,HEAD,OPTIONS";
                exchange.Headers["Access-Control-Max-Age"] = "43200";
                await exchange.ReplyAsync(204, null, ReadOnlyMemory<byte>.Empty);
                return true;
            }
        }

        bool local = IPAddress.TryParse(environment.Host, out IPAddress? own) && IPAddress.IsLoopback(own);
        if (!local)
        {
            return false;
        }

        int colon = host.LastIndexOf(':');
        string name = (colon > host.LastIndexOf(']') ? host[..colon] : host).Trim('[', ']');
        if (IsNear(name))
        {
            return false;
        }

        bool known = IsLocalName(name);
        if (!known || exchange.Request.Method == "OPTIONS")
        {
            await exchange.ReplyAsync(known ? 204 : 403, null, ReadOnlyMemory<byte>.Empty);
            return true;
        }

        return false;
    }

    // An address of this machine or of a private network.
    private static bool IsNear(string name)
        => IPAddress.TryParse(name, out IPAddress? address) && (address.AddressFamily == AddressFamily.InterNetworkV6 || name.Count(c => c == '.') == 3)
            && (IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) || IsPrivate(address.GetAddressBytes())
                || NetworkInterface.GetAllNetworkInterfaces().SelectMany(i => i.GetIPProperties().UnicastAddresses).Any(own => own.Address.Equals(address)));

    private static bool IsPrivate(byte[] address)
        => address.Length == 16 ? (address[0] & 0xfe) == 0xfc : address is [10, ..] or [172, >= 16 and <= 31, ..] or [192, 168, ..];

    private bool IsAllowed(string origin)
        => environment.Origins.Any(o => o == "*" || o == origin || (o.EndsWith('*') && origin.StartsWith(o[..^1], StringComparison.OrdinalIgnoreCase)))
            || (Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri)
                && (LocalSchemes.Contains(uri.Scheme) || (uri.Scheme is "http" or "https" && LocalHosts.Contains(uri.Host))));

    private static bool IsLocalName(string name)
        => name.Length == 0 || name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || name.Equals(Environment.MachineName, StringComparison.OrdinalIgnoreCase)
            || LocalEnds.Any(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));
}
