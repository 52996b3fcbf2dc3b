using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Archiv.Backend.Cache;

/// <summary>One connection of the Redis protocol (RESP2) for commands whose answer is a status, a number or a text.</summary>
internal sealed class RespConnection : IDisposable
{
    private const int LongestValue = 64 * 1024;
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[4096];
    private int start;
    private int end;

    public Task ConnectAsync(string host, int port, CancellationToken cancelled) => socket.ConnectAsync(host, port, cancelled).AsTask();

    /// <returns>The text of the answer, null for nil.</returns>
    /// <exception cref="IOException">The server answered an error or something that is not the protocol; the connection is of no more use.</exception>
    public async Task<string?> SendAsync(CancellationToken cancelled, params string[] command)
    {
        var request = new StringBuilder().Append(CultureInfo.InvariantCulture, $"*{command.Length}\r\n");
        foreach (var part in command)
        {
            request.Append(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(part)}\r\n{part}\r\n");
        }
        var bytes = Encoding.UTF8.GetBytes(request.ToString());
        for (var sent = 0; sent < bytes.Length;)
        {
            sent += await socket.SendAsync(bytes.AsMemory(sent), cancelled);
        }
        var line = await LineAsync(cancelled);
        return line[0] switch
        {
            '+' or ':' => line[1..],
            '$' => await TextAsync(line[1..], cancelled),
            _ => throw new IOException("the cache answered " + line),
        };
    }

    public void Dispose() => socket.Dispose();

    private async Task<string?> TextAsync(string length, CancellationToken cancelled)
    {
        if (!int.TryParse(length, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) || count is < -1 or > LongestValue)
        {
            throw new IOException("the cache answered a length of " + length);
        }
        if (count == -1)
        {
            return null;
        }
        var text = new byte[count + 2];
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = await ByteAsync(cancelled);
        }
        return Encoding.UTF8.GetString(text, 0, count);
    }

    private async Task<string> LineAsync(CancellationToken cancelled)
    {
        var line = new StringBuilder();
        while (await ByteAsync(cancelled) is var next && next != '\n')
        {
            if (line.Append((char)next).Length > 512)
            {
                throw new IOException("the cache answered a line without end");
            }
        }
        return line.Length > 1 ? line.ToString().TrimEnd('\r') : throw new IOException("the cache answered an empty line");
    }

    private async ValueTask<byte> ByteAsync(CancellationToken cancelled)
    {
        if (start == end)
        {
            (start, end) = (0, await socket.ReceiveAsync(buffer.AsMemory(), cancelled));
            if (end == 0)
            {
                throw new IOException("the cache closed the connection");
            }
        }
        return buffer[start++];
    }
}
