using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Archiv.Tests.Self.NBomber;

/// <summary>An HTTP server that answers after as many milliseconds as its path says, and that can stand still as a whole.</summary>
internal sealed class SlowServer : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly ConcurrentBag<Socket> _sockets = [];
    private Task _open = Task.CompletedTask;

    public SlowServer()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(512);
        _ = AcceptAsync();
    }

    public Uri After(int milliseconds) => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}/{milliseconds}");

    /// <summary>From now on for so long, nobody is answered.</summary>
    public void Stall(TimeSpan time) => _open = Wait.NoLessThan(time);

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var socket in _sockets)
        {
            socket.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync();
                _sockets.Add(socket);
                _ = ServeAsync(socket);
            }
        }
        catch (SocketException)
        {
            // Disposed.
        }
        catch (ObjectDisposedException)
        {
            // Likewise.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer) is > 0 and var read)
            {
                // "GET /25 HTTP/1.1": a head without a body comes in one piece.
                var delay = int.Parse(Encoding.ASCII.GetString(buffer, 0, read).Split(' ')[1][1..], CultureInfo.InvariantCulture);
                await _open;
                await Wait.NoLessThan(delay);
                await socket.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8.ToArray());
            }
        }
        catch (SocketException)
        {
            // The client is done.
        }
        catch (ObjectDisposedException)
        {
            // The test is.
        }
    }
}
