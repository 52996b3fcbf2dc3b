using System.Net;
using System.Net.Sockets;

namespace Archiv.Bench.Load;

/// <summary>The trivial server, a process of its own: a thread for each connection answers every request head with the same few bytes.</summary>
internal static class Server
{
    private static readonly byte[] Answer = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\nok\n"u8.ToArray();

    /// <summary>Prints its port and serves until standard input ends.</summary>
    public static void Run()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(512);
        Console.WriteLine(((IPEndPoint)listener.LocalEndPoint!).Port);
        new Thread(() => Accept(listener)) { IsBackground = true }.Start();
        while (Console.In.Read() >= 0)
        {
        }
    }

    private static void Accept(Socket listener)
    {
        while (true)
        {
            var socket = listener.Accept();
            new Thread(() => Serve(socket), maxStackSize: 128 * 1024) { IsBackground = true }.Start();
        }
    }

    private static void Serve(Socket socket)
    {
        using (socket)
        {
            socket.NoDelay = true;
            Span<byte> buffer = stackalloc byte[8 * 1024];
            try
            {
                // Requests have no body and clients wait for answers, so a head that is complete is the end of what was read.
                for (var read = 0; socket.Receive(buffer[read..]) is > 0 and var count;)
                {
                    read += count;
                    if (buffer[..read].EndsWith("\r\n\r\n"u8))
                    {
                        socket.Send(Answer);
                        read = 0;
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
