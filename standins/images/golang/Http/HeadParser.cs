using System.Globalization;
using System.Text;

namespace Standins.Golang.Http;

/// <summary>Reads the head of a request as strictly as the original's library does.</summary>
internal static class HeadParser
{
    /// <summary>The length of the head with its blank line, or -1 while it is incomplete.</summary>
    public static int Length(ReadOnlySpan<byte> data)
    {
        for (int i = 0; i < data.Length; i++)
        {
            if (data[i] == '\n' && i > 0 && (data[i - 1] == '\n' || (i > 1 && data[i - 1] == '\r' && data[i - 2] == '\n')))
            {
                return i + 1;
            }
        }

        return -1;
    }

    /// <summary>Method, target and version: refused as soon as the line is there, whatever would follow, as when somebody speaks TLS.</summary>
    public static string[] FirstLine(ReadOnlySpan<byte> line)
    {
        string[] first = Encoding.Latin1.GetString(line).TrimEnd('\r').Split(' ', 3);
        if (first.Length != 3 || !IsToken(first[0]) || !first[2].StartsWith("HTTP/", StringComparison.Ordinal) || first[2].Length != 8
            || !char.IsAsciiDigit(first[2][5]) || first[2][6] != '.' || !char.IsAsciiDigit(first[2][7]))
        {
            throw new BadRequestException("400 Bad Request");
        }

        Target(first[0], first[1]);
        return first;
    }

    public static HttpRequest Parse(ReadOnlySpan<byte> head)
    {
        string[] lines = Encoding.Latin1.GetString(head).Split('\n');
        string[] first = FirstLine(head[..head.IndexOf((byte)'\n')]);
        if (first[2][5] != '1')
        {
            throw new BadRequestException("505 HTTP Version Not Supported: unsupported protocol version");
        }

        List<(string, string)> headers = [];
        foreach (string raw in lines.AsSpan(1))
        {
            string line = raw.TrimEnd('\r');
            if (line.Length == 0)
            {
                continue;
            }

            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || !IsToken(line[..colon]) || line.AsSpan(colon).ContainsAnyInRange('\0', '\x08'))
            {
                throw new BadRequestException("400 Bad Request");
            }

            headers.Add((line[..colon], line[(colon + 1)..].Trim(' ', '\t')));
        }

        string target = Target(first[0], first[1]);
        string[] parts = target.Split('?', 2);
        var request = new HttpRequest(first[0], target, Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? parts[1] : "", first[2] == "HTTP/1.0", headers);
        CheckHost(request);
        return request;
    }

    /// <summary>The length of the body, or -1 when it comes in chunks.</summary>
    public static long BodyLength(HttpRequest request)
    {
        List<string> encodings = All(request, "Transfer-Encoding");
        if (encodings.Count > 0 && !request.Http10)
        {
            return encodings is [var encoding] && encoding.Equals("chunked", StringComparison.OrdinalIgnoreCase)
                ? -1
                : throw new BadRequestException("501 Not Implemented", "Unsupported transfer encoding");
        }

        List<string> lengths = All(request, "Content-Length");
        return lengths.Count == 0 ? 0
            : lengths.Distinct().Count() == 1 && long.TryParse(lengths[0], NumberStyles.None, CultureInfo.InvariantCulture, out long n) ? n
            : throw new BadRequestException("400 Bad Request");
    }

    private static List<string> All(HttpRequest request, string name)
        => [.. request.Headers.Where(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value)];

    private static void CheckHost(HttpRequest request)
    {
        int hosts = All(request, "Host").Count;
        if (hosts == 0 && !request.Http10)
        {
            throw new BadRequestException("400 Bad Request: missing required Host header");
        }

        if (hosts > 1)
        {
            throw new BadRequestException("400 Bad Request");
        }

        if (request["Host"] is { } host && host.Any(c => c is <= ' ' or >= '\x7f' or '/' or '\\' or '<' or '>' or '"'))
        {
            throw new BadRequestException("400 Bad Request: malformed Host header");
        }
    }

    // A target may name the host as well; a broken escape in its path is no target.
    private static string Target(string method, string target)
    {
        if (!target.StartsWith('/') && target.IndexOf("://", StringComparison.Ordinal) is > 0 and var scheme)
        {
            int slash = target.IndexOf('/', scheme + 3);
            target = slash < 0 ? "/" : target[slash..];
        }

        bool plain = target.StartsWith('/') || (target == "*" && method == "OPTIONS") || method == "CONNECT";
        if (!plain || target.Any(c => c is <= ' ' or '\x7f'))
        {
            throw new BadRequestException("400 Bad Request");
        }

        string path = target.Split('?', 2)[0];
        for (int i = path.IndexOf('%', StringComparison.Ordinal); i >= 0; i = path.IndexOf('%', i + 1))
        {
            if (i + 2 >= path.Length || !char.IsAsciiHexDigit(path[i + 1]) || !char.IsAsciiHexDigit(path[i + 2]))
            {
                throw new BadRequestException("400 Bad Request");
            }
        }

        return target;
    }

    private static bool IsToken(string text)
        => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));
}
