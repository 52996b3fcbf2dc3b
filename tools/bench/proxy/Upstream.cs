using System.Net;
using System.Net.Sockets;

namespace Archiv.Bench.Proxy;

/// <summary>The server behind the proxies. The first byte of a connection says what it does. Every thread accepts and serves one at a time: starting a thread for a connection would cost more than the connection.</summary>
internal sealed class Upstream : IDisposable
{
    /// <summary>Sends until the client closes.</summary>
    public const byte Source = (byte)'D';

    /// <summary>Reads a number of bytes (4 of them, little endian) and sends as many.</summary>
    public const byte Sized = (byte)'F';

    /// <summary>Reads a number of bytes (4 of them, little endian), then as many, and sends one.</summary>
    public const byte Counted = (byte)'C';

    /// <summary>Reads until the client closes.</summary>
    public const byte Drain = (byte)'U';

    /// <summary>Sends back what comes.</summary>
    public const byte Echo = (byte)'E';

    private const int Threads = 80;
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public Upstream()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(4096);
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        for (var i = 0; i < Threads; i++)
        {
            new Thread(Accept, 256 * 1024) { IsBackground = true }.Start();
        }
    }

    public int Port { get; }

    public void Dispose() => _listener.Dispose();

    private void Accept()
    {
        var buffer = new byte[128 * 1024];
        while (true)
        {
            try
            {
                Serve(_listener.Accept(), buffer);
            }
            catch (SocketException)
            {
                return;
            }
        }
    }

    private static void Serve(Socket socket, byte[] buffer)
    {
        using (socket)
        {
            try
            {
                socket.NoDelay = true;
                var count = socket.Receive(buffer, 1, SocketFlags.None);
                var role = count == 1 ? buffer[0] : Drain;
                if (role is Sized or Counted)
                {
                    Load.ReadAll(socket, buffer.AsSpan(0, sizeof(int)));
                    var bytes = new byte[BitConverter.ToInt32(buffer)];
                    if (role == Counted)
                    {
                        Load.ReadAll(socket, bytes);
                    }

                    socket.Send(role == Sized ? bytes : [1]);
                }

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
