using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Standins.Toxiproxy.Loop;

namespace Standins.Toxiproxy.Http;

/// <summary>Reads requests from a connection. Everything it holds is bounded.</summary>
internal sealed class HttpReader(Socket socket)
{
    private const int MaxHead = 1 << 20;
    private const int MaxBody = 32 << 20;
    private byte[] _buffer = new byte[8192];
    private int _start;
    private int _end;

    /// <summary>The next request, or null when the client has closed.</summary>
    /// <exception cref="HttpFault">The bytes are no request.</exception>
    /// <exception cref="OperationCanceledException">The client was too slow.</exception>
    public async Task<HttpRequest?> ReadAsync(TimeSpan idle, TimeSpan limit)
    {
        using var timeout = new CancellationTokenSource(idle);
        while (_start == _end)
        {
            if (!await FillAsync(timeout.Token))
            {
                return null;
            }
        }

        timeout.CancelAfter(limit);
        var lines = new List<string>();
        for (var size = 0; lines.Count == 0 || lines[^1].Length > 0; size += lines[^1].Length)
        {
            lines.Add(await LineAsync(timeout.Token) ?? throw new HttpFault("400 Bad Request"));
            if (lines.Count == 1)
            {
                FirstLine(lines[0]);
            }

            if (size > MaxHead)
            {
                throw new HttpFault("431 Request Header Fields Too Large");
            }
        }

        var request = Head(lines);
        if (request.HasToken("Expect", "100-continue"))
        {
            await socket.SendAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), timeout.Token);
        }

        return request with { Body = await BodyAsync(request, timeout.Token), Client = $"{Libc.Unmapped((IPEndPoint)socket.RemoteEndPoint!)}" };
    }

    // Refused as soon as the line is there, whatever would follow, as when somebody speaks TLS.
    private static string[] FirstLine(string line)
    {
        var words = line.Split(' ');
        if (words.Length != 3 || words[0].Length == 0 || !words[0].All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal))
            || !words[2].StartsWith("HTTP/", StringComparison.Ordinal) || !(words[1].StartsWith('/') || words[1] == "*" || words[1].Contains("://", StringComparison.Ordinal)))
        {
            throw new HttpFault("400 Bad Request");
        }

        if (words[2].Length != 8 || words[2][6] != '.' || !char.IsAsciiDigit(words[2][5]) || !char.IsAsciiDigit(words[2][7]))
        {
            throw new HttpFault("400 Bad Request");
        }

        PathOf(words[1]);
        return words;
    }

    private static HttpRequest Head(List<string> lines)
    {
        var words = FirstLine(lines[0]);
        if (words[2][5] != '1')
        {
            throw new HttpFault("505 HTTP Version Not Supported: unsupported protocol version");
        }

        var headers = new List<(string, string)>();
        foreach (var line in lines.Skip(1).SkipLast(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 1 || line[..colon].Any(c => c <= ' ') || line.AsSpan(colon).ContainsAnyInRange('\0', '\x08'))
            {
                throw new HttpFault("400 Bad Request");
            }

            headers.Add((line[..colon], line[(colon + 1)..].Trim()));
        }

        var version = words[2] == "HTTP/1.0" ? words[2] : "HTTP/1.1";
        var request = new HttpRequest(words[0], PathOf(words[1]), version, headers, []);
        var hosts = request.All("Host");
        return hosts.Count == 0 && version == "HTTP/1.1" ? throw new HttpFault("400 Bad Request: missing required Host header")
            : hosts.Count > 1 ? throw new HttpFault("400 Bad Request")
            : hosts is [var host] && host.Any(c => c is <= ' ' or >= '\x7f' or '/' or '\\' or '<' or '>' or '"') ? throw new HttpFault("400 Bad Request: malformed Host header")
            : request;
    }

    // A target may name the host as well; a broken escape in it is no target.
    private static string PathOf(string target)
    {
        var authority = target.IndexOf("://", StringComparison.Ordinal);
        var path = target.StartsWith('/') || authority < 0 ? target
            : target.IndexOf('/', authority + 3) is >= 0 and var slash ? target[slash..]
            : "/";
        for (var at = path.IndexOf('%', StringComparison.Ordinal); at >= 0; at = path.IndexOf('%', at + 1))
        {
            if (at + 2 >= path.Length || !char.IsAsciiHexDigit(path[at + 1]) || !char.IsAsciiHexDigit(path[at + 2]))
            {
                throw new HttpFault("400 Bad Request");
            }
        }

        return path;
    }

    private async Task<byte[]> BodyAsync(HttpRequest request, CancellationToken cancel)
    {
        var body = new MemoryStream();
        var (codings, lengths) = (request.All("Transfer-Encoding"), request.All("Content-Length"));
        if (codings.Count > 0)
        {
            if (codings.Count > 1 || !codings[0].Equals("chunked", StringComparison.OrdinalIgnoreCase))
            {
                throw new HttpFault("501 Not Implemented", "Unsupported transfer encoding");
            }

            while (await LineAsync(cancel) is { } line)
            {
                if (!long.TryParse(line.Split(';')[0].Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) || size < 0)
                {
                    throw new HttpFault("400 Bad Request");
                }

                await CopyAsync(body, size, cancel);
                while (size == 0 && await LineAsync(cancel) is { Length: > 0 })
                {
                }

                if (size == 0 || await LineAsync(cancel) == null)
                {
                    break;
                }
            }
        }
        else if (lengths.Count > 0)
        {
            if (lengths.Distinct().Count() > 1 || !long.TryParse(lengths[0], NumberStyles.None, CultureInfo.InvariantCulture, out var size))
            {
                throw new HttpFault("400 Bad Request");
            }

            await CopyAsync(body, size, cancel);
        }

        return body.ToArray();
    }

    // A body that the client cuts short is handed on as it is; decoding finds out.
    private async Task CopyAsync(MemoryStream body, long size, CancellationToken cancel)
    {
        if (body.Length + size > MaxBody)
        {
            throw new HttpFault("413 Request Entity Too Large");
        }

        while (size > 0 && (_start < _end || await FillAsync(cancel)))
        {
            var count = (int)Math.Min(size, _end - _start);
            body.Write(_buffer, _start, count);
            _start += count;
            size -= count;
        }
    }

    private async Task<string?> LineAsync(CancellationToken cancel)
    {
        var scanned = 0;
        while (true)
        {
            var newline = Array.IndexOf(_buffer, (byte)'\n', _start + scanned, _end - _start - scanned);
            if (newline >= 0)
            {
                var line = Encoding.Latin1.GetString(_buffer, _start, newline - _start).TrimEnd('\r');
                _start = newline + 1;
                return line;
            }

            if (_end - _start > MaxHead)
            {
                throw new HttpFault("431 Request Header Fields Too Large");
            }

            scanned = _end - _start;
            if (!await FillAsync(cancel))
            {
                return null;
            }
        }
    }

    private async Task<bool> FillAsync(CancellationToken cancel)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var count = await socket.ReceiveAsync(_buffer.AsMemory(_end), cancel);
        _end += count;
        return count > 0;
    }
}
