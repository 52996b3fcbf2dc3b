namespace Archiv.Tests.Self.NBomber;

/// <summary>A load generator that gets no threads.</summary>
internal static class Blockade
{
    /// <summary>Takes all threads of the pool, and the ones that it adds meanwhile, until a thread of its own opens the gate.</summary>
    public static void OfThePool(ManualResetEventSlim gate, TimeSpan time)
    {
        for (var i = 0; i < ThreadPool.ThreadCount + 64; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(_ => gate.Wait(), null);
        }

        new Thread(() =>
        {
            Thread.Sleep(time);
            gate.Set();
        }).Start();
    }
}
