using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Standins.Toxiproxy.Http;

/// <summary>
/// A small HTTP/1.1 server. It exists because the order of the headers belongs to the contract, and a general one has an order of its own.
/// </summary>
internal sealed class HttpServer(Func<HttpRequest, Task<HttpResponse>> handle, TimeProvider time) : IDisposable
{
    private const int MaxConnections = 1024;
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ReadLimit = TimeSpan.FromSeconds(15);
    private readonly SemaphoreSlim _free = new(Math.Min(MaxConnections, OpenFiles.MostCallers()));

    /// <summary>Accepts and answers until the process ends.</summary>
    public async Task RunAsync(Socket listener)
    {
        while (true)
        {
            await _free.WaitAsync();
            try
            {
                _ = ServeAsync(await listener.AcceptAsync());
            }
            catch (SocketException)
            {
                // The proxies took the last descriptor, or the client left while it waited: the next one may do.
                _free.Release();
                await Task.Delay(Breath, time);
            }
        }
    }

    public void Dispose() => _free.Dispose();

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            socket.NoDelay = true;
            var reader = new HttpReader(socket);
            while (await reader.ReadAsync(Idle, ReadLimit) is { } request)
            {
                var keep = request.Version == "HTTP/1.1" ? !request.HasToken("Connection", "close") : request.HasToken("Connection", "keep-alive");
                await SendAsync(socket, Format(request, await handle(request), keep));
                if (!keep)
                {
                    break;
                }
            }

            socket.Shutdown(SocketShutdown.Send);
        }
        catch (HttpFault fault)
        {
            await FarewellAsync(socket, fault.Response);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client is gone or too slow: nobody is left to answer.
        }
        finally
        {
            socket.Dispose();
            _free.Release();
        }
    }

    private static async Task SendAsync(Socket socket, byte[] bytes)
    {
        using var limit = new CancellationTokenSource(Idle);
        for (var sent = 0; sent < bytes.Length;)
        {
            sent += await socket.SendAsync(bytes.AsMemory(sent), limit.Token);
        }
    }

    private static async Task FarewellAsync(Socket socket, string response)
    {
        try
        {
            await SendAsync(socket, Encoding.ASCII.GetBytes(response));
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // Whoever sent nonsense need not wait for the answer.
        }
    }

    private byte[] Format(HttpRequest request, HttpResponse response, bool keep)
    {
        var head = new StringBuilder($"{request.Version} {response.Status} {ReasonOf(response.Status)}\r\n");
        foreach (var (name, value) in response.Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        head.Append(CultureInfo.InvariantCulture, $"Date: {time.GetUtcNow():R}\r\n");
        var isHead = request.Method == "HEAD";
        if (!response.IsChunked && response.Status != 204 && !(isHead && response.Body.Length == 0))
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {response.Body.Length}\r\n");
        }

        // To a caller of 1.0 the end of the connection needs no word, its staying does.
        if (keep == (request.Version == "HTTP/1.0"))
        {
            head.Append(CultureInfo.InvariantCulture, $"Connection: {(keep ? "keep-alive" : "close")}\r\n");
        }

        if (response.IsChunked)
        {
            head.Append(CultureInfo.InvariantCulture, $"Transfer-Encoding: chunked\r\n");
        }

        head.Append("\r\n");
        var body = isHead ? [] : response.IsChunked
            ? [.. Encoding.ASCII.GetBytes($"{response.Body.Length:x}\r\n"), .. response.Body, .. "\r\n0\r\n\r\n"u8]
            : response.Body;
        return [.. Encoding.Latin1.GetBytes(head.ToString()), .. body];
    }

    private static string ReasonOf(int status) => status switch
    {
        204 => "No Content",
        301 => "Moved Permanently",
        404 => "Not Found",
        405 => "Method Not Allowed",
        500 => "Internal Server Error",
        _ => string.Concat(((HttpStatusCode)status).ToString().Select((c, i) => i > 0 && char.IsUpper(c) && status != 200 ? $" {c}" : c.ToString())),
    };
}
