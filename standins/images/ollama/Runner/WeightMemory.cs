using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Ollama.Runner;

/// <summary>
/// The model's bytes and its cache of keys and values as anonymous memory outside the managed heap: they count for the kernel's
/// memory limits exactly as the original's do (it does not map the file on a CPU).
/// </summary>
internal sealed unsafe class WeightMemory(string path, double bytesPerSecond)
{
    private const int Block = 4 << 20;
    private const int Page = 4096;
    private readonly List<nint> _blocks = [];
    private double _progress;

    /// <summary>Between 0 and 1; 1 only when all of it is in memory.</summary>
    public double Progress => Volatile.Read(ref _progress);

    public void Load(long cacheBytes)
    {
        using SafeFileHandle file = File.OpenHandle(path);
        long length = RandomAccess.GetLength(file), done = 0;
        var clock = Stopwatch.StartNew();
        while (done < length)
        {
            Span<byte> block = Allocate((int)Math.Min(Block, length - done));
            int count = RandomAccess.Read(file, block, done);
            if (count == 0)
            {
                break;
            }

            done += count;
            double ahead = (done / bytesPerSecond) - clock.Elapsed.TotalSeconds;
            if (ahead > 0.001)
            {
                Thread.Sleep(TimeSpan.FromSeconds(ahead));
            }

            Volatile.Write(ref _progress, Math.Min(0.99, (double)done / length));
        }

        for (long left = cacheBytes; left > 0; left -= Block)
        {
            Touch(Allocate((int)Math.Min(Block, left)));
        }

        Volatile.Write(ref _progress, 1);
    }

    private Span<byte> Allocate(int bytes)
    {
        void* block = NativeMemory.AlignedAlloc((nuint)bytes, Page);
        _blocks.Add((nint)block);
        return new Span<byte>(block, bytes);
    }

    /// <summary>A page that nobody wrote to takes no memory.</summary>
    private static void Touch(Span<byte> block)
    {
        for (int i = 0; i < block.Length; i += Page)
        {
            block[i] = 1;
        }
    }
}
