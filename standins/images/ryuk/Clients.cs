using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace Ryuk;

/// <summary>Who is connected, and what they said belongs to them. A connection that closes, however it closes, is a client that left.</summary>
internal sealed class Clients(Settings settings) : IDisposable
{
    private const int LongestLine = 64 * 1024;
    private readonly TcpListener listener = TcpListener.Create(settings.Port);
    private readonly ConcurrentDictionary<Filter, bool> filters = new();
    private readonly SemaphoreSlim changed = new(0);
    private volatile bool anyoneCame;
    private volatile bool shuttingDown;
    private int connected;

    public IReadOnlyCollection<Filter> Filters => [.. filters.Keys];

    public void Listen()
    {
        listener.Start();
        _ = AcceptAsync();
    }

    public void ShutDown()
    {
        shuttingDown = true;
        changed.Release();
    }

    /// <summary>Returns when no client has been connected for the time that settings give, counted from the last who came or left.</summary>
    public async Task WaitUntilAbandonedAsync()
    {
        while (await changed.WaitAsync(Patience()))
        {
        }

        Log.Info("no client is connected", ("filters", filters.Count));
    }

    public void Dispose()
    {
        listener.Dispose();
        changed.Dispose();
    }

    private TimeSpan Patience()
    {
        if (Volatile.Read(ref connected) > 0)
        {
            return shuttingDown ? settings.ShutdownTimeout : Timeout.InfiniteTimeSpan;
        }

        return shuttingDown ? TimeSpan.Zero : anyoneCame ? settings.ReconnectionTimeout : settings.ConnectionTimeout;
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                var client = await listener.AcceptTcpClientAsync();
                anyoneCame = true;
                Interlocked.Increment(ref connected);
                changed.Release();
                _ = ServeAsync(client);
            }
            catch (Exception e) when (e is ObjectDisposedException or SocketException { SocketErrorCode: SocketError.OperationAborted })
            {
                return;
            }
            catch (SocketException e)
            {
                Log.Error("accept failed", ("error", e.Message));
                await Task.Delay(settings.RetryInterval);
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        var name = client.Client.RemoteEndPoint?.ToString() ?? "unknown";
        Log.Info("client connected", ("client", name));
        try
        {
            client.Client.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            await ReadLinesAsync(client.GetStream(), name);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            Log.Info("connection lost", ("client", name), ("error", e.Message));
        }
        finally
        {
            client.Dispose();
            Interlocked.Decrement(ref connected);
            Log.Info("client disconnected", ("client", name));
            changed.Release();
        }
    }

    // A last line without its end is dropped: cut in the middle, it could match what belongs to others.
    private async Task ReadLinesAsync(NetworkStream stream, string name)
    {
        var buffer = new byte[LongestLine];
        var filled = 0;
        while (filled < buffer.Length)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(filled));
            if (read == 0)
            {
                return;
            }

            filled += read;
            for (int end; (end = Array.IndexOf(buffer, (byte)'\n', 0, filled)) >= 0;)
            {
                var line = Encoding.UTF8.GetString(buffer, 0, end).TrimEnd('\r');
                filled -= end + 1;
                Buffer.BlockCopy(buffer, end + 1, buffer, 0, filled);
                if (Filter.Parse(line, out var error) is { } filter)
                {
                    filters.TryAdd(filter, true);
                    Log.Info("filter added", ("client", name), ("filter", filter.Json));
                    await stream.WriteAsync("ACK\n"u8.ToArray());
                }
                else
                {
                    Log.Error("filter refused", ("client", name), ("line", line), ("error", error));
                }
            }
        }

        Log.Error("line too long", ("client", name));
    }
}
