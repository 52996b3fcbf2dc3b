using System.Globalization;
using System.Text;
using Standins.Golang.Http;
using Standins.Golang.Json;

namespace Ollama.Http;

/// <summary>The answer to a call that this program makes itself: to its server, to a runner or to a registry.</summary>
internal sealed class HttpCall : IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly SocketReader _reader;
    private readonly bool _chunked;
    private readonly bool _noBody;
    private long _left;
    private bool _ended;

    private HttpCall(Stream stream, SocketReader reader, int status, Dictionary<string, string> headers, bool head)
    {
        (_stream, _reader, Status, Headers, _noBody) = (stream, reader, status, headers, head);
        _chunked = headers.TryGetValue("Transfer-Encoding", out string? te) && te.Contains("chunked", StringComparison.OrdinalIgnoreCase);
        _left = Length = !headers.TryGetValue("Content-Length", out string? length) ? -1
            : long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out long bytes) ? bytes
            : throw new IOException($"bad Content-Length {GoQuote.Double(length)}");
    }

    public int Status { get; }

    /// <summary>The words behind the status.</summary>
    public string Reason { get; private init; } = "";

    public Dictionary<string, string> Headers { get; }

    /// <summary>Length of the body as announced, or -1.</summary>
    public long Length { get; }

    public static async Task<HttpCall> SendAsync(
        Stream stream, string method, string host, string target, string? body, CancellationToken cancel, string headers = "")
    {
        byte[] content = Encoding.UTF8.GetBytes(body ?? "");
        string head = $"{method} {target} HTTP/1.1\r\nHost: {host}\r\n{headers}"
            + (body is null ? "\r\n" : $"Content-Type: application/json\r\nContent-Length: {content.Length}\r\n\r\n");
        await stream.WriteAsync((byte[])[.. Encoding.UTF8.GetBytes(head), .. content], cancel);
        var reader = new SocketReader(stream);
        string status = await reader.LineAsync(cancel: cancel) ?? throw new IOException("EOF");
        string[] parts = status.Split(' ', 3);
        if (parts.Length < 2 || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int code))
        {
            throw new IOException($"malformed HTTP response {GoQuote.Double(status)}");
        }

        var answer = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.LineAsync(cancel: cancel) is { Length: > 0 } line)
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                answer[line[..colon]] = line[(colon + 1)..].Trim();
            }
        }

        return new HttpCall(stream, reader, code, answer, method == "HEAD" || code is 204 or 304) { Reason = parts.Length > 2 ? parts[2] : "" };
    }

    /// <summary>Next line of the body, or null at its proper end; a body that is cut off is an <see cref="IOException"/>.</summary>
    public async Task<string?> LineAsync(CancellationToken cancel)
    {
        var line = new MemoryStream();
        byte[] one = new byte[1];
        while (await ReadAsync(one, cancel) > 0)
        {
            if (one[0] == '\n')
            {
                return Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length);
            }

            line.WriteByte(one[0]);
        }

        return line.Length == 0 ? null : Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length);
    }

    public async Task<byte[]> BodyAsync(CancellationToken cancel, int limit = 64 << 20)
    {
        var body = new MemoryStream();
        byte[] buffer = new byte[16384];
        for (int n; body.Length < limit && (n = await ReadAsync(buffer, cancel)) > 0;)
        {
            body.Write(buffer, 0, n);
        }

        return body.ToArray();
    }

    /// <summary>Reads from the body; 0 at its end.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> target, CancellationToken cancel)
    {
        if (_ended || _noBody)
        {
            return 0;
        }

        if (_chunked && _left <= 0)
        {
            _left = await _reader.ChunkLengthAsync(cancel) ?? throw new IOException("unexpected EOF");
            if (_left == 0)
            {
                await _reader.LineAsync(cancel: cancel);
            }
        }

        if (_left == 0)
        {
            _ended = true;
            return 0;
        }

        int n = await _reader.ReadAsync(_left < 0 ? target : target[..(int)Math.Min(target.Length, _left)], cancel);
        if (n == 0)
        {
            _ended = _left < 0 ? true : throw new IOException("unexpected EOF");
            return 0;
        }

        _left -= _left < 0 ? 0 : n;
        if (_chunked && _left == 0)
        {
            await _reader.LineAsync(cancel: cancel);
        }

        return n;
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}
