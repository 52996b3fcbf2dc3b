using Standins.Toxiproxy.Loop;

namespace Standins.Toxiproxy.Proxying;

/// <summary>All loops of the process.</summary>
internal sealed class LoopGroup
{
    // More than a few only take processor time from what is being tested.
    private const int MaxLoops = 4;

    private readonly EventLoop[] _loops = [.. Enumerable.Range(0, Math.Clamp(Environment.ProcessorCount, 1, MaxLoops)).Select(index => new EventLoop(index))];

    public int Count => _loops.Length;

    /// <summary>Runs something on every loop and returns when it is done. Loops never wait, so this is a matter of microseconds.</summary>
    public void RunOnAll(Action<EventLoop> work)
    {
        using var done = new CountdownEvent(_loops.Length);
        foreach (var loop in _loops)
        {
            loop.Post(() =>
            {
                try
                {
                    work(loop);
                }
                finally
                {
                    done.Signal();
                }
            });
        }

        done.Wait();
    }
}
