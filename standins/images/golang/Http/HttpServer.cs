using System.Net;
using System.Net.Sockets;

namespace Standins.Golang.Http;

/// <summary>HTTP/1.1 with keep-alive, as Go's net/http serves it: the framing and the order of the headers belong to the originals' contracts.</summary>
internal sealed class HttpServer(Socket listener, HttpLimits limits, Func<Exchange, Task> handler)
{
    private const int MaxHead = 1 << 20;
    private readonly SemaphoreSlim _free = new(Math.Min(limits.Callers, OpenFiles.MostCallers()));

    /// <summary>Accepts and answers until the process ends.</summary>
    public async Task RunAsync()
    {
        while (true)
        {
            await _free.WaitAsync();
            try
            {
                Socket socket = await listener.AcceptAsync();
                // A stream takes no other; an accepted socket is as its listener.
                (socket.NoDelay, socket.Blocking) = (true, true);
                _ = ServeAsync(socket);
            }
            catch (SocketException)
            {
                // No descriptor is left, or a connection broke while waiting: the next one may do.
                _free.Release();
                await Task.Delay(5);
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        using var patience = new CancellationTokenSource();
        var reader = new SocketReader(stream, patience.Token);
        try
        {
            IPEndPoint remote = Unmapped((IPEndPoint)socket.RemoteEndPoint!);
            while (await ReadHeadAsync(reader, patience) is { } request)
            {
                using var exchange = new Exchange(request, reader, stream, remote, limits, patience);
                await (request["Expect"] is null or "" || exchange.Expected ? handler(exchange) : exchange.RefuseAsync(417));
                if (!exchange.KeepOpen || !exchange.Started)
                {
                    await CloseAsync(socket, reader);
                    return;
                }
            }
        }
        catch (BadRequestException e)
        {
            await RefuseAsync(socket, stream, e);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The caller left, or took too long.
        }
        finally
        {
            _free.Release();
        }
    }

    private static IPEndPoint Unmapped(IPEndPoint address) => address.Address.IsIPv4MappedToIPv6 ? new(address.Address.MapToIPv4(), address.Port) : address;

    private async Task<HttpRequest?> ReadHeadAsync(SocketReader reader, CancellationTokenSource patience)
    {
        patience.CancelAfter(limits.Idle);
        if (reader.Data.Length == 0 && !await reader.FillAsync())
        {
            return null;
        }

        patience.CancelAfter(limits.Reading);
        int length;
        bool seen = false;
        while ((length = HeadParser.Length(reader.Data)) < 0 && reader.Data.Length <= MaxHead)
        {
            if (!seen && reader.Data.IndexOf((byte)'\n') is var line and >= 0)
            {
                seen = true;
                HeadParser.FirstLine(reader.Data[..line]);
            }

            if (!await reader.FillAsync())
            {
                throw new BadRequestException("400 Bad Request");
            }
        }

        if (length < 0 || length > MaxHead)
        {
            throw new BadRequestException("431 Request Header Fields Too Large");
        }

        HttpRequest request = HeadParser.Parse(reader.Data[..length]);
        reader.Skip(length);
        return request;
    }

    private static async Task RefuseAsync(Socket socket, Stream stream, BadRequestException e)
    {
        try
        {
            await stream.WriteAsync(System.Text.Encoding.Latin1.GetBytes(e.Answer));
            await CloseAsync(socket, new SocketReader(stream));
        }
        catch (Exception x) when (x is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The caller left.
        }
    }

    /// <summary>Closes the sending side first, so that the answer is not lost when unread data makes the kernel reset the connection.</summary>
    private static async Task CloseAsync(Socket socket, SocketReader reader)
    {
        socket.Shutdown(SocketShutdown.Send);
        using var patience = new CancellationTokenSource(500);
        while (await reader.FillAsync(patience.Token))
        {
            reader.Skip(reader.Data.Length);
        }
    }
}
