namespace Standins.Golang.Http;

/// <summary>Reads the body of a request, of a given length or in chunks.</summary>
internal sealed class RequestBody(HttpRequest request, SocketReader reader, long most) : IDisposable
{
    private const int MaxDrained = 256 * 1024;
    private const int Piece = 64 * 1024;
    private const string EndsEarly = "unexpected EOF";
    private static BadRequestException TooLarge => new("413 Request Entity Too Large");

    private byte[] _read = [];
    private int _count;

    /// <summary>Bytes to come; -1 while chunks come.</summary>
    private long _left = HeadParser.BodyLength(request);

    private string? _fault;

    /// <summary>Something of it is to come.</summary>
    public bool IsLeft => _left != 0;

    /// <exception cref="BadRequestException">It is longer than this server bears.</exception>
    public async Task<Body> ReadAllAsync()
    {
        if (_left > most)
        {
            throw TooLarge;
        }

        while (await ReadSomeAsync())
        {
        }

        return new(_read.AsMemory(0, _count), _fault);
    }

    /// <summary>Reads away what nobody asked for, if it is short; false when something is left.</summary>
    /// <param name="awaited">The caller sends it only when it is told to.</param>
    public async ValueTask<bool> DrainAsync(bool awaited)
    {
        while (!awaited && _left <= MaxDrained && _count < MaxDrained && await ReadSomeAsync())
        {
        }

        return _left == 0;
    }

    /// <summary>Lets go of it: a connection that is kept open must not keep it.</summary>
    public void Dispose()
    {
        if (_count >= LargeBodies.Least)
        {
            LargeBodies.LetGo();
        }

        (_read, _count) = ([], 0);
    }

    /// <summary>Reads a piece or a chunk; false at the end.</summary>
    private async ValueTask<bool> ReadSomeAsync()
    {
        if (_left == 0 || _fault is not null)
        {
            return false;
        }

        if (_left > 0)
        {
            _left -= await CopyAsync(Math.Min(_left, Piece));
            return true;
        }

        if (await reader.ChunkLengthAsync() is not { } chunk)
        {
            _fault = reader.Ended ? EndsEarly : "invalid byte in chunk length";
            return false;
        }

        for (long left = chunk; left > 0 && _fault is null;)
        {
            left -= await CopyAsync(Math.Min(left, Piece));
        }

        // An empty line ends each chunk; before the last one's there may be trailers.
        _left = chunk == 0 ? 0 : _left;
        while (await reader.LineAsync() is { Length: > 0 } && chunk == 0)
        {
        }

        return true;
    }

    private async ValueTask<int> CopyAsync(long count)
    {
        if (_count + count > most)
        {
            throw TooLarge;
        }

        Grow((int)count);
        int read = await reader.ReadAsync(_read.AsMemory(_count, (int)count));
        _count += read;
        _fault = read == 0 ? EndsEarly : _fault;
        return read;
    }

    /// <summary>Makes room: never for more than was announced, and never for more than twice what has come, because to announce is cheap.</summary>
    private void Grow(int count)
    {
        if (_read.Length - _count < count)
        {
            long announced = _left > 0 ? _count + _left : long.MaxValue;
            byte[] larger = GC.AllocateUninitializedArray<byte>(checked((int)Math.Min(announced, Math.Max(_count + count, 2L * _count))));
            _read.AsSpan(0, _count).CopyTo(larger);
            _read = larger;
        }
    }
}
