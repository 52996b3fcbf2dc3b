using System.Net;
using System.Net.Sockets;

namespace Standins.Toxiproxy.Proxying;

/// <summary>An address text read as Go reads it, with Go's complaints; they are part of the API's contract.</summary>
internal sealed record ListenAddress(string Host, IPAddress? Ip, int Port)
{
    private static readonly Dictionary<string, int> Services = ReadServices();

    /// <summary>The address in the form that errors and the API show: no host is the empty string.</summary>
    public override string ToString() => Ip == null ? $":{Port}" : Format(Ip, Port);

    public static string Format(IPAddress ip, int port) => ip.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{ip}]:{port}" : $"{ip}:{port}";

    /// <summary>Parses and resolves; a host name gives its first IPv4 address if it has one.</summary>
    /// <exception cref="ProxyException">The text is no address or the name is unknown.</exception>
    public static async Task<ListenAddress> ResolveAsync(string text)
    {
        if (text.Length == 0)
        {
            return new("", null, 0);
        }

        var (host, portText) = Split(text);
        var port = PortOf(portText);
        if (host.Length == 0)
        {
            return new("", null, port);
        }

        if (IPAddress.TryParse(host, out var literal) && (host.Contains(':', StringComparison.Ordinal) || host.Count(c => c == '.') == 3))
        {
            return new(host, literal, port);
        }

        var all = await LookUpAsync(host);
        return new(host, Array.Find(all, ip => ip.AddressFamily == AddressFamily.InterNetwork) ?? all[0], port);
    }

    /// <summary>All addresses of a host name, in the order to try them.</summary>
    public static async Task<IPAddress[]> LookUpAsync(string host)
    {
        try
        {
            var all = await Dns.GetHostAddressesAsync(host);
            return all.Length > 0 ? all : throw new SocketException((int)SocketError.HostNotFound);
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            throw new ProxyException($"lookup {host} on {NameServer()}:53: no such host");
        }
    }

    /// <summary>Splits host and port, as written.</summary>
    /// <exception cref="ProxyException">There is no port, or the colons and brackets do not match.</exception>
    public static (string Host, string Port) Split(string text)
    {
        ProxyException Bad(string why) => new($"address {text}: {why}");
        var colon = text.LastIndexOf(':');
        if (colon < 0)
        {
            throw Bad("missing port in address");
        }

        if (text[0] == '[')
        {
            var end = text.IndexOf(']', StringComparison.Ordinal);
            return end < 0 ? throw Bad("missing ']' in address")
                : end + 1 == text.Length ? throw Bad("missing port in address")
                : end + 1 != colon ? throw Bad(text[end + 1] == ':' ? "too many colons in address" : "missing port in address")
                : (text[1..end], text[(colon + 1)..]);
        }

        var host = text[..colon];
        return host.Contains(':', StringComparison.Ordinal) ? throw Bad("too many colons in address")
            : host.Contains('[', StringComparison.Ordinal) ? throw Bad("unexpected '[' in address")
            : host.Contains(']', StringComparison.Ordinal) ? throw Bad("unexpected ']' in address")
            : (host, text[(colon + 1)..]);
    }

    /// <summary>A port number or the name of a service.</summary>
    public static int PortOf(string text)
    {
        if (text.Length == 0)
        {
            return 0;
        }

        var digits = text[0] is '+' or '-' ? text[1..] : text;
        if (digits.Length > 0 && digits.All(char.IsAsciiDigit))
        {
            return long.TryParse(text, out var number) && number is >= 0 and <= ushort.MaxValue
                ? (int)number
                : throw new ProxyException($"address {text}: invalid port");
        }

        return Services.TryGetValue(text, out var port) ? port : throw new ProxyException($"lookup tcp/{text}: unknown port");
    }

    /// <summary>The name server that errors about names mention.</summary>
    public static string NameServer()
    {
        try
        {
            return File.ReadLines("/etc/resolv.conf").Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                .FirstOrDefault(words => words is ["nameserver", ..] && words.Length > 1)?[1] ?? "127.0.0.1";
        }
        catch (IOException)
        {
            return "127.0.0.1";
        }
    }

    private static Dictionary<string, int> ReadServices()
    {
        var services = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["http"] = 80, ["https"] = 443, ["ssh"] = 22, ["domain"] = 53 };
        if (File.Exists("/etc/services"))
        {
            foreach (var words in File.ReadLines("/etc/services").Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
            {
                if (words.Length > 1 && words[1].EndsWith("/tcp", StringComparison.Ordinal) && int.TryParse(words[1][..^4], out var port))
                {
                    services[words[0]] = port;
                }
            }
        }

        return services;
    }
}
