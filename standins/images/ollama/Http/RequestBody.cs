using System.Buffers;

namespace Ollama.Http;

/// <summary>The body of a request, of a given length or in chunks.</summary>
internal sealed class RequestBody(HttpRequest request, SocketReader reader)
{
    private const int MaxDrained = 256 * 1024;

    /// <summary>Bytes to come; -1 while chunks come.</summary>
    private long _left = HeadParser.BodyLength(request);

    private bool _broken;

    /// <summary>Something of it is to come.</summary>
    public bool IsLeft => _left != 0;

    /// <exception cref="BrokenBodyException">It ends too early, or its chunks are none.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadAllAsync()
    {
        var body = new ArrayBufferWriter<byte>();
        while (await ReadSomeAsync(body) > 0)
        {
        }

        return body.WrittenMemory;
    }

    /// <summary>Reads away what nobody asked for, if it is short; false when something is left.</summary>
    /// <param name="awaited">The caller sends it only when it is told to.</param>
    public async ValueTask<bool> DrainAsync(bool awaited)
    {
        var body = new ArrayBufferWriter<byte>();
        while (_left != 0 && !_broken && body.WrittenCount < MaxDrained)
        {
            if (_left > MaxDrained || awaited || await ReadSomeAsync(body) == 0)
            {
                break;
            }
        }

        return _left == 0;
    }

    private BrokenBodyException Broken(string why)
    {
        _broken = true;
        return new BrokenBodyException(why);
    }

    private async ValueTask<int> ReadSomeAsync(ArrayBufferWriter<byte> body)
    {
        if (_left == -1)
        {
            long? chunk = await reader.ChunkLengthAsync();
            for (long left = chunk ?? 0; left > 0;)
            {
                int count = await reader.ReadAsync(body.GetMemory((int)Math.Min(left, 65536))[..(int)Math.Min(left, 65536)]);
                if (count == 0)
                {
                    throw Broken("unexpected EOF");
                }

                body.Advance(count);
                left -= count;
            }

            _left = chunk is null ? throw Broken(reader.Ended ? "unexpected EOF" : "invalid byte in chunk length") : chunk == 0 ? 0 : -1;
            await reader.LineAsync();
            return (int)Math.Min(chunk.Value, int.MaxValue);
        }

        if (_left == 0)
        {
            return 0;
        }

        int room = (int)Math.Min(_left, 65536);
        int read = await reader.ReadAsync(body.GetMemory(room)[..room]);
        if (read == 0)
        {
            throw Broken("unexpected EOF");
        }

        body.Advance(read);
        _left -= read;
        return read;
    }
}
