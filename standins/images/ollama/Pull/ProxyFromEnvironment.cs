using System.Net;

namespace Ollama.Pull;

/// <summary>Which proxy leads to an address: <c>HTTP_PROXY</c>, <c>HTTPS_PROXY</c> and <c>NO_PROXY</c>, or the same in small letters, as Go's programs read them.</summary>
internal static class ProxyFromEnvironment
{
    private static readonly Uri? OfHttp = Parsed(Variable("HTTP_PROXY")), OfHttps = Parsed(Variable("HTTPS_PROXY"));
    private static readonly string[] Exceptions = Variable("NO_PROXY").ToLowerInvariant().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The proxy, or null when the address is called directly, as this machine's own always are.</summary>
    public static Uri? For(Uri url) => (url.Scheme == "https" ? OfHttps : OfHttp) is { } proxy && !IsException(url) ? proxy : null;

    private static string Variable(string name)
        => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : Environment.GetEnvironmentVariable(name.ToLowerInvariant()) ?? "";

    /// <summary>An address or a host with or without a port; what is neither counts for nothing.</summary>
    private static Uri? Parsed(string value)
        => Uri.TryCreate(value.Contains("://", StringComparison.Ordinal) ? value : "http://" + value, UriKind.Absolute, out Uri? proxy) && proxy.Scheme is "http" or "https" ? proxy : null;

    private static bool IsException(Uri url)
    {
        string host = url.Host.Trim('[', ']');
        IPAddress? address = IPAddress.TryParse(host, out IPAddress? parsed) ? parsed : null;
        return host == "localhost" || (address is not null && IPAddress.IsLoopback(address)) || Exceptions.Any(e => e == "*" || Names(e, host, address, url.Port));
    }

    /// <summary>Whether an entry of <c>NO_PROXY</c> names the host: a network, an address or a name, the last two with or without a port.</summary>
    private static bool Names(string entry, string host, IPAddress? address, int port)
    {
        if (entry.Split('/') is [var network, var bits] && IPAddress.TryParse(network, out IPAddress? start) && int.TryParse(bits, out int length))
        {
            return address is not null && BeginAlike(start.GetAddressBytes(), address.GetAddressBytes(), length);
        }

        int colon = entry.LastIndexOf(':');
        if (colon > 0 && (entry.IndexOf(':', StringComparison.Ordinal) == colon || entry[colon - 1] == ']'))
        {
            if (entry[(colon + 1)..] != $"{port}")
            {
                return false;
            }

            entry = entry[..colon].Trim('[', ']');
        }

        return entry.Length > 0 && (IPAddress.TryParse(entry, out IPAddress? one) ? one.Equals(address)
            : host == entry || host.EndsWith(entry[0] == '.' ? entry : entry.StartsWith("*.", StringComparison.Ordinal) ? entry[1..] : "." + entry, StringComparison.Ordinal));
    }

    private static bool BeginAlike(byte[] a, byte[] b, int bits)
        => a.Length == b.Length && bits >= 0 && bits <= 8 * a.Length && Enumerable.Range(0, bits).All(i => (((a[i / 8] ^ b[i / 8]) >> (7 - (i % 8))) & 1) == 0);
}
