using System.Diagnostics;
using System.Net.Sockets;

namespace Archiv.Tests.Self.Conformance.Toxiproxy;

/// <summary>How a connection looked when somebody stopped reading from it.</summary>
internal enum Ending
{
    Open,
    EndOfStream,
    Reset,
}

/// <summary>What came, how the connection ended and after how long.</summary>
internal sealed record Reading(Ending Ending, int Bytes, TimeSpan After);

/// <summary>Reads and writes of one end of a connection, with the times that the cases are about.</summary>
internal static class Wire
{
    /// <summary>Longer than anything here takes, also on a busy machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Reads until the end, or until the time is over.</summary>
    public static Reading ReadToEnd(this Socket socket, TimeSpan limit)
    {
        var start = Stopwatch.GetTimestamp();
        var buffer = new byte[64 * 1024];
        var bytes = 0;
        try
        {
            while (true)
            {
                var left = limit - Stopwatch.GetElapsedTime(start);
                if (left <= TimeSpan.Zero)
                {
                    return new(Ending.Open, bytes, Stopwatch.GetElapsedTime(start));
                }

                if (!socket.Poll(left, SelectMode.SelectRead))
                {
                    // A reset wakes the poll, sometimes a moment before there is something to read.
                    continue;
                }

                var count = socket.Receive(buffer);
                if (count == 0)
                {
                    return new(Ending.EndOfStream, bytes, Stopwatch.GetElapsedTime(start));
                }

                bytes += count;
            }
        }
        catch (SocketException)
        {
            return new(Ending.Reset, bytes, Stopwatch.GetElapsedTime(start));
        }
    }

    /// <summary>Reads exactly so many bytes; returns when the last one came, counted from the call.</summary>
    public static TimeSpan ReadExactly(this Socket socket, int bytes)
    {
        var start = Stopwatch.GetTimestamp();
        socket.ReceiveTimeout = (int)Patience.TotalMilliseconds;
        var buffer = new byte[Math.Min(bytes, 64 * 1024)];
        for (var read = 0; read < bytes;)
        {
            var count = socket.Receive(buffer, Math.Min(buffer.Length, bytes - read), SocketFlags.None);
            read += count > 0 ? count : throw new IOException($"the connection ended after {read} of {bytes} bytes");
        }

        return Stopwatch.GetElapsedTime(start);
    }

    public static void Write(this Socket socket, int bytes)
    {
        socket.SendTimeout = (int)Patience.TotalMilliseconds;
        socket.Send(new byte[bytes]);
    }

    /// <summary>How long a message takes from one end to the other.</summary>
    public static TimeSpan OneWay(Socket from, Socket to, int bytes = 1024)
    {
        var start = Stopwatch.GetTimestamp();
        from.Write(bytes);
        to.ReadExactly(bytes);
        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>True when nothing can be read for a while.</summary>
    public static bool IsSilent(this Socket socket, TimeSpan time) => !socket.Poll(time, SelectMode.SelectRead);

    public static void Reset(this Socket socket)
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();
    }
}
