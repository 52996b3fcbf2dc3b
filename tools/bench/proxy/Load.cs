using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Archiv.Bench.Proxy;

/// <summary>What a client does to a port, and what comes out: a thread for each connection.</summary>
internal static class Load
{
    private const int Message = 1024;

    /// <summary>MB/s in one direction over some connections.</summary>
    public static double Bulk(int port, bool down, int connections, TimeSpan duration)
    {
        long total = 0;
        var watch = Stopwatch.StartNew();
        Parallel(connections, _ =>
        {
            using var socket = Connect(port, down ? Upstream.Source : Upstream.Drain);
            var buffer = new byte[128 * 1024];
            long moved = 0;
            while (watch.Elapsed < duration)
            {
                moved += down ? socket.Receive(buffer) : socket.Send(buffer);
            }

            Interlocked.Add(ref total, moved);
            Abandon(socket);
        });
        return total / 1e6 / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Round trips of 1 KB: the median in µs, the 99th percentile in µs and the number per second.</summary>
    public static (double P50, double P99, double PerSecond) PingPong(int port, int connections, TimeSpan duration)
    {
        var times = new List<double>();
        var watch = Stopwatch.StartNew();
        Parallel(connections, _ =>
        {
            using var socket = Connect(port, Upstream.Echo);
            var own = new List<double>();
            var buffer = new byte[Message];
            do
            {
                var start = Stopwatch.GetTimestamp();
                socket.Send(buffer);
                ReadAll(socket, buffer);
                own.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
            while (watch.Elapsed < duration);

            lock (times)
            {
                times.AddRange(own);
            }
        });
        times.Sort();
        return (times[times.Count / 2], times[times.Count * 99 / 100], times.Count / watch.Elapsed.TotalSeconds);
    }

    /// <summary>Connections per second that are opened, used for one byte there and back, and closed.</summary>
    public static double Connections(int port, int workers, TimeSpan duration)
    {
        long total = 0;
        var watch = Stopwatch.StartNew();
        Parallel(workers, _ =>
        {
            var buffer = new byte[1];
            while (watch.Elapsed < duration)
            {
                using var socket = Connect(port, Upstream.Echo);
                socket.Send(buffer);
                ReadAll(socket, buffer);
                Interlocked.Increment(ref total);
            }
        });
        return total / watch.Elapsed.TotalSeconds;
    }

    /// <summary>How long each message of 1 KB takes there and back, in ms, one after the other.</summary>
    public static List<double> RoundTrips(int port, int count)
    {
        using var socket = Connect(port, Upstream.Echo);
        var buffer = new byte[Message];
        var times = new List<double>();
        for (var i = 0; i < count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            socket.Send(buffer);
            ReadAll(socket, buffer);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        return times;
    }

    /// <summary>KB/s at which some bytes go down or up, counted from the request to the last byte, or to the word that it has come.</summary>
    public static double Rate(int port, bool down, int bytes)
    {
        var start = Stopwatch.GetTimestamp();
        using var socket = Connect(port, down ? Upstream.Sized : Upstream.Counted);
        socket.Send(BitConverter.GetBytes(bytes));
        if (!down)
        {
            socket.Send(new byte[bytes]);
        }

        ReadAll(socket, new byte[down ? bytes : 1]);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Abandon(socket);
        return bytes / 1000.0 / seconds;
    }

    private static Socket Connect(int port, byte role)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, port);
        socket.Send([role]);
        return socket;
    }

    /// <summary>Fills the buffer.</summary>
    public static void ReadAll(Socket socket, Span<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            var count = socket.Receive(buffer, SocketFlags.None);
            buffer = count > 0 ? buffer[count..] : throw new InvalidOperationException("the connection ended too early");
        }
    }

    // Resets, so that a sender behind the proxy notices at once.
    private static void Abandon(Socket socket) => socket.LingerState = new LingerOption(true, 0);

    private static void Parallel(int count, Action<int> work)
    {
        var threads = Enumerable.Range(0, count).Select(i => new Thread(() => work(i), 256 * 1024)).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
    }
}
