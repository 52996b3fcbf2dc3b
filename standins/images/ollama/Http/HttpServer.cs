using System.Net;
using System.Net.Sockets;

namespace Ollama.Http;

/// <summary>HTTP/1.1 with keep-alive. No limit on the time that a connection may take, as in the original.</summary>
internal sealed class HttpServer(Socket listener, Func<Exchange, Task> handler)
{
    private const int MaxHead = 1 << 20;
    private readonly SemaphoreSlim _free = new(OpenFiles.MostCallers());

    /// <summary>Listens; the message of the exception is the original's.</summary>
    public static Socket Listen(string host, int port)
    {
        IPAddress address = host is "" or "0.0.0.0" ? IPAddress.IPv6Any
            : IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? parsed) ? parsed
            : Dns.GetHostAddresses(host, AddressFamily.InterNetwork).First();
        if (address.Equals(IPAddress.IPv6Any) && !Socket.OSSupportsIPv6)
        {
            address = IPAddress.Any;
        }

        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = true;
            }

            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(4096);
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            string why = e.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => "address already in use",
                SocketError.AddressNotAvailable => "cannot assign requested address",
                SocketError.AccessDenied => "permission denied",
                _ => "invalid argument",
            };
            throw new IOException($"listen tcp {(host.Contains(':', StringComparison.Ordinal) ? $"[{host.Trim('[', ']')}]" : host)}:{port}: bind: {why}");
        }
    }

    public async Task RunAsync()
    {
        while (true)
        {
            await _free.WaitAsync();
            try
            {
                Socket socket = await listener.AcceptAsync();
                socket.NoDelay = true;
                _ = ServeAsync(socket);
            }
            catch (SocketException)
            {
                // A connection that broke while waiting: the next one may do.
                _free.Release();
                await Task.Delay(5);
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            var address = (IPEndPoint)socket.RemoteEndPoint!;
            string remote = (address.Address.IsIPv4MappedToIPv6 ? address.Address.MapToIPv4() : address.Address).ToString();
            var reader = new SocketReader(stream);
            while (await ReadHeadAsync(reader, stream) is { } request)
            {
                using var exchange = new Exchange(request, reader, stream, remote);
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
            // The caller left.
        }
        finally
        {
            _free.Release();
        }
    }

    private static async Task<HttpRequest?> ReadHeadAsync(SocketReader reader, Stream stream)
    {
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
                return reader.Data.Length == 0 ? null : throw new BadRequestException("400 Bad Request");
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
        catch (Exception x) when (x is IOException or SocketException or ObjectDisposedException)
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
