using System.Diagnostics;

namespace Archiv.Tests.Self.Conformance.Toxiproxy;

/// <summary>
/// How late the machine itself wakes threads while a case runs. Bounds of time are what the contract says plus this, so that they are
/// tight on a quiet machine and no busy one breaks them.
/// </summary>
internal sealed class Machine : IDisposable
{
    // The proxy, the sender and the reader may each be late once.
    private const int Threads = 3;
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(1);
    private readonly ManualResetEventSlim _over = new();
    private readonly Thread _thread;
    private long _worst;

    private Machine()
    {
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>What a case may be late for reasons of the machine.</summary>
    public TimeSpan Slack => TimeSpan.FromTicks(System.Threading.Volatile.Read(ref _worst) * Threads);

    public static Machine Watch() => new();

    public void Dispose()
    {
        _over.Set();
        _thread.Join();
        _over.Dispose();
    }

    private void Run()
    {
        for (var start = Stopwatch.GetTimestamp(); !_over.Wait(Nap); start = Stopwatch.GetTimestamp())
        {
            System.Threading.Volatile.Write(ref _worst, Math.Max(_worst, (Stopwatch.GetElapsedTime(start) - Nap).Ticks));
        }
    }
}
