using System.Runtime.InteropServices;

namespace Standins.Toxiproxy.Loop;

/// <summary>Native memory for data on its way. Read blocks are reused last in first out, so that a busy loop stays in one warm block.</summary>
internal sealed unsafe class BlockPool
{
    /// <summary>One read without toxics. Larger blocks fall out of the cache and are slower.</summary>
    public const int BlockSize = 128 * 1024;

    private const int MaxIdle = 8;
    private readonly Stack<nint> _idle = new();

    public byte* Rent() => _idle.TryPop(out var block) ? (byte*)block : (byte*)NativeMemory.Alloc(BlockSize);

    public void Return(byte* block)
    {
        if (_idle.Count < MaxIdle)
        {
            _idle.Push((nint)block);
        }
        else
        {
            NativeMemory.Free(block);
        }
    }
}
