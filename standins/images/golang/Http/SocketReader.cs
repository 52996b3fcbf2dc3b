using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Standins.Golang.Http;

/// <summary>
/// Buffered reading from a connection. Between a request's body and the next request one read may be left running
/// (<see cref="WatchAsync"/>): it notices that the caller has left, and keeps what arrives meanwhile.
/// </summary>
/// <param name="stream">What is read.</param>
/// <param name="patience">Ends every read that has no token of its own.</param>
internal sealed class SocketReader(Stream stream, CancellationToken patience = default)
{
    private byte[] _buffer = new byte[4096];
    private int _start;
    private int _end;
    private Task<int>? _pending;

    /// <summary>The other side sends no more.</summary>
    public bool Ended { get; private set; }

    public ReadOnlySpan<byte> Data => _buffer.AsSpan(_start, _end - _start);

    public void Skip(int count) => _start += count;

    /// <summary>Reads more; false at the end of the stream.</summary>
    public async ValueTask<bool> FillAsync(CancellationToken cancel = default)
    {
        cancel = Limit(cancel);
        if (_pending is { } pending)
        {
            _pending = null;
            return await pending.WaitAsync(cancel) > 0;
        }

        MakeRoom();
        int count = await stream.ReadAsync(_buffer.AsMemory(_end), cancel);
        _end += count;
        Ended |= count == 0;
        return count > 0;
    }

    /// <summary>Completes with true when the other side closes or breaks the connection.</summary>
    public async Task<bool> WatchAsync()
    {
        if (_pending is null)
        {
            MakeRoom();
            _pending = ReadIntoFreeSpaceAsync();
        }

        return await _pending == 0;
    }

    /// <summary>A line without its end, or null at the end of the stream.</summary>
    public async ValueTask<string?> LineAsync(int limit = 1 << 20, CancellationToken cancel = default)
    {
        int at;
        while ((at = Data.IndexOf((byte)'\n')) < 0)
        {
            if (Data.Length > limit || !await FillAsync(cancel))
            {
                return null;
            }
        }

        string line = Encoding.UTF8.GetString(Data[..at]).TrimEnd('\r');
        Skip(at + 1);
        return line;
    }

    /// <summary>Moves up to the given number of bytes; 0 at the end of the stream.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> target, CancellationToken cancel = default)
    {
        if (Data.Length == 0)
        {
            if (_pending is null && target.Length >= _buffer.Length)
            {
                return await stream.ReadAsync(target, Limit(cancel));
            }

            if (!await FillAsync(cancel))
            {
                return 0;
            }
        }

        int count = Math.Min(Data.Length, target.Length);
        Data[..count].CopyTo(target.Span);
        Skip(count);
        return count;
    }

    /// <summary>The length of the next chunk, or null when it cannot be read.</summary>
    public async ValueTask<long?> ChunkLengthAsync(CancellationToken cancel = default)
        => await LineAsync(4096, cancel) is { } line
            && long.TryParse(line.Split(';')[0].Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long n)
            && n >= 0 ? n : null;

    private CancellationToken Limit(CancellationToken own) => own.CanBeCanceled ? own : patience;

    private async Task<int> ReadIntoFreeSpaceAsync()
    {
        try
        {
            int count = await stream.ReadAsync(_buffer.AsMemory(_end));
            _end += count;
            return count;
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            return 0;
        }
    }

    private void MakeRoom()
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }
        else if (_start > 0 && _end == _buffer.Length)
        {
            Data.CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
    }
}
