using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;

namespace Standins.Golang.Http;

/// <summary>One request and its answer, framed as the original's library frames them.</summary>
internal sealed class Exchange(HttpRequest request, SocketReader reader, Stream stream, IPEndPoint remote, HttpLimits limits, CancellationTokenSource patience) : IDisposable
{
    /// <summary>Longer answers are sent in chunks: this is where the original's buffer ends.</summary>
    private const int BufferedAnswer = 2048;
    private readonly CancellationTokenSource _gone = new();
    private readonly RequestBody _body = new(request, reader, limits.Body);
    private bool _bodyRead;

    public HttpRequest Request => request;

    /// <summary>Who asks.</summary>
    public IPEndPoint Remote => remote;

    public int Status { get; private set; }

    public bool Started => Status != 0;

    /// <summary>The answer is about to be a stream: an error before its first part then has the stream's plain type.</summary>
    public bool Streaming { get; set; }

    /// <summary>Headers of the answer beside those about its content; a value of several lines is a header for each.</summary>
    public SortedDictionary<string, string> Headers { get; } = new(StringComparer.Ordinal);

    /// <summary>Cancelled when the caller leaves; known only once the body has been read.</summary>
    public CancellationToken Gone => _gone.Token;

    /// <summary>The caller waits to be told that its body is wanted: the one expectation that is known.</summary>
    public bool Expected => request["Expect"]?.Equals("100-continue", StringComparison.OrdinalIgnoreCase) == true;

    public bool KeepOpen { get; private set; } = !request.WantsClose;

    public async Task<Body> ReadBodyAsync()
    {
        if (Expected && _body.IsLeft)
        {
            await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), patience.Token);
        }

        Body body = await _body.ReadAllAsync();
        patience.CancelAfter(limits.Answering);
        _ = WatchAsync();
        return body;
    }

    public Task ReplyAsync(int status, string contentType, string body) => ReplyAsync(status, contentType, Encoding.UTF8.GetBytes(body));

    public Task JsonAsync(int status, string json, string contentType = "application/json; charset=utf-8") => ReplyAsync(status, contentType, json);

    public async Task ReplyAsync(int status, string? contentType, ReadOnlyMemory<byte> body)
    {
        bool chunked = body.Length > BufferedAnswer && !request.Http10;
        if (body.Length > BufferedAnswer && request.Http10)
        {
            KeepOpen = false;
        }

        // A body that was not asked for is read away when it is short; else the connection ends.
        KeepOpen &= await _body.DrainAsync(Expected);
        string? length = body.Length > BufferedAnswer || (body.IsEmpty && request.Method == "HEAD") ? null : body.Length.ToString(CultureInfo.InvariantCulture);
        var answer = new ArrayBufferWriter<byte>(Math.Min(body.Length, LargeBodies.Least) + 256);
        Write(answer, Head(status, contentType, length, chunked && request.Method != "HEAD"));
        if (request.Method != "HEAD")
        {
            if (chunked)
            {
                Write(answer, string.Create(CultureInfo.InvariantCulture, $"{body.Length:x}\r\n"));
            }

            if (body.Length < LargeBodies.Least)
            {
                answer.Write(body.Span);
            }
            else
            {
                await stream.WriteAsync(answer.WrittenMemory, patience.Token);
                await stream.WriteAsync(body, patience.Token);
                answer.Clear();
            }

            if (chunked)
            {
                Write(answer, "\r\n0\r\n\r\n");
            }
        }

        await stream.WriteAsync(answer.WrittenMemory, patience.Token);
    }

    /// <summary>Answers without a body and ends the connection.</summary>
    public Task RefuseAsync(int status)
    {
        KeepOpen = false;
        return ReplyAsync(status, null, ReadOnlyMemory<byte>.Empty);
    }

    /// <summary>Sends a part of an answer whose length is not known; the head goes out with the first.</summary>
    public async Task StreamAsync(string contentType, string part)
    {
        var answer = new ArrayBufferWriter<byte>();
        if (!Started)
        {
            KeepOpen &= !request.Http10;
            Write(answer, Head(200, contentType, null, !request.Http10));
        }

        byte[] data = Encoding.UTF8.GetBytes(part);
        Write(answer, request.Http10 ? "" : string.Create(CultureInfo.InvariantCulture, $"{data.Length:x}\r\n"));
        answer.Write(data);
        Write(answer, request.Http10 ? "" : "\r\n");
        await stream.WriteAsync(answer.WrittenMemory, patience.Token);
    }

    public async Task EndStreamAsync()
    {
        if (!request.Http10)
        {
            await stream.WriteAsync("0\r\n\r\n"u8.ToArray(), patience.Token);
        }
    }

    public void Dispose()
    {
        _body.Dispose();
        _gone.Dispose();
    }

    private string Head(int status, string? contentType, string? length, bool chunked)
    {
        Status = status;
        if (contentType is not null)
        {
            Headers["Content-Type"] = contentType;
        }

        var head = new StringBuilder($"HTTP/1.{(request.Http10 ? 0 : 1)} {status} {Reason(status)}\r\n");
        foreach ((string name, string value) in Headers)
        {
            foreach (string one in value.Split('\n'))
            {
                head.Append(CultureInfo.InvariantCulture, $"{name}: {one}\r\n");
            }
        }

        head.Append(CultureInfo.InvariantCulture, $"Date: {DateTime.UtcNow:r}\r\n");
        head.Append(length is null || status == 204 ? "" : $"Content-Length: {length}\r\n");
        head.Append(KeepOpen ? request.Http10 ? "Connection: keep-alive\r\n" : "" : request.Http10 ? "" : "Connection: close\r\n");
        return head.Append(chunked ? "Transfer-Encoding: chunked\r\n\r\n" : "\r\n").ToString();
    }

    private async Task WatchAsync()
    {
        if (!_bodyRead)
        {
            _bodyRead = true;
            if (await reader.WatchAsync())
            {
                try
                {
                    await _gone.CancelAsync();
                }
                catch (ObjectDisposedException)
                {
                    // Answered already.
                }
            }
        }
    }

    private static void Write(ArrayBufferWriter<byte> target, string text) => Encoding.UTF8.GetBytes(text, target);

    private static string Reason(int status) => status switch
    {
        200 => "OK",
        201 => "Created",
        204 => "No Content",
        301 => "Moved Permanently",
        307 => "Temporary Redirect",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        409 => "Conflict",
        417 => "Expectation Failed",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        _ => "",
    };
}
