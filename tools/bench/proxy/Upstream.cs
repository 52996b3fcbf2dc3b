using System.Net;
using System.Net.Sockets;

namespace Archiv.Bench.Proxy;

/// <summary>The server behind the proxies. The first byte of a connection says what it does: a thread each, so that nothing but the sockets costs time.</summary>
internal sealed class Upstream
{
    /// <summary>Sends until the client closes.</summary>
    public const byte Source = (byte)'D';

    /// <summary>Reads until the client closes.</summary>
    public const byte Drain = (byte)'U';

    /// <summary>Sends back what comes.</summary>
    public const byte Echo = (byte)'E';

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public Upstream()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(4096);
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        new Thread(Accept) { IsBackground = true }.Start();
    }

    public int Port { get; }

    private void Accept()
    {
        while (true)
        {
            var socket = _listener.Accept();
            new Thread(() => Serve(socket), 128 * 1024) { IsBackground = true }.Start();
        }
    }

    private static void Serve(Socket socket)
    {
        using (socket)
        {
            try
            {
                socket.NoDelay = true;
                var buffer = new byte[128 * 1024];
                var count = socket.Receive(buffer, 1, SocketFlags.None);
                var role = count == 1 ? buffer[0] : Drain;
                while (role == Source)
                {
                    socket.Send(buffer);
                }

                while ((count = socket.Receive(buffer)) > 0)
                {
                    if (role == Echo)
                    {
                        socket.Send(buffer, count, SocketFlags.None);
                    }
                }
            }
            catch (SocketException)
            {
                // The client is done.
            }
        }
    }
}
