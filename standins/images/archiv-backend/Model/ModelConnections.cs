using System.Net.Sockets;

namespace Archiv.Backend.Model;

/// <summary>
/// HTTP connections to the model server: a new one for each request (milliseconds against seconds of inference), so that none goes to
/// the address of a container that is gone, and no retry is needed for one that went stale.
/// </summary>
internal static class ModelConnections
{
    public static HttpClient Open(Uri baseUrl, TimeSpan connectTimeout, NameLookup names) =>
        new(new SocketsHttpHandler
        {
            PooledConnectionLifetime = TimeSpan.Zero,
            // Covers name resolution as well, since that happens inside the callback.
            ConnectTimeout = connectTimeout,
            ConnectCallback = async (context, cancelled) => await ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, names, cancelled),
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
        })
        {
            BaseAddress = baseUrl,
            // Callers bring their own deadline; it covers the body too, which this one would not.
            Timeout = Timeout.InfiniteTimeSpan,
        };

    private static async Task<Stream> ConnectAsync(string host, int port, NameLookup names, CancellationToken cancelled)
    {
        var addresses = await names.FindAsync(host, cancelled);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        // A peer that vanished without a word is noticed in half a minute, also by a load that waits for an answer.
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 15);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 5);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
        try
        {
            await socket.ConnectAsync(addresses, port, cancelled);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
