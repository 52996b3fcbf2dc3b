using System.Runtime.InteropServices;

namespace Standins.Toxiproxy.Loop;

/// <summary>Bytes of one read on their way through the toxics of a link. Lives in native memory and must be freed exactly once.</summary>
internal sealed unsafe class Chunk
{
    private static long _totalHeld;
    private readonly byte* _block;
    private readonly BlockPool? _pool;
    private readonly int _held;
    private byte* _data;

    private Chunk(byte* block, byte* data, int length, BlockPool? pool, int held)
    {
        _block = block;
        _data = data;
        (Length, _pool, _held) = (length, pool, held);
        Interlocked.Add(ref _totalHeld, held);
    }

    /// <summary>Bytes held by all chunks of the process.</summary>
    public static long TotalHeld => Volatile.Read(ref _totalHeld);

    public byte* Data => _data;

    public int Length { get; private set; }

    /// <summary>When the proxy read the bytes; a latency toxic moves it on, so that two of them add up.</summary>
    public long ReadAt { get; set; }

    /// <summary>When the bytes reached the stage that holds them.</summary>
    public long ArrivedAt { get; set; }

    /// <summary>Copies bytes into a block of just their size.</summary>
    public static Chunk Copy(byte* data, int length, long readAt)
    {
        var block = (byte*)NativeMemory.Alloc((nuint)length);
        Buffer.MemoryCopy(data, block, length, length);
        return new Chunk(block, block, length, null, length) { ReadAt = readAt };
    }

    /// <summary>Takes over what is left of a read block.</summary>
    public static Chunk TakeOver(byte* block, byte* data, int length, BlockPool pool) => new(block, data, length, pool, BlockPool.BlockSize);

    /// <summary>Copies the first <paramref name="length"/> bytes into a chunk of their own and drops them here.</summary>
    public Chunk Split(int length)
    {
        var first = Copy(_data, length, ReadAt);
        Skip(length);
        return first;
    }

    public void Skip(int length)
    {
        _data += length;
        Length -= length;
    }

    public void CutTo(int length) => Length = length;

    public void Free()
    {
        Interlocked.Add(ref _totalHeld, -_held);
        if (_pool != null)
        {
            _pool.Return(_block);
        }
        else
        {
            NativeMemory.Free(_block);
        }
    }
}
