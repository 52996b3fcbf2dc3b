using Archiv.Backend.Metrics;
using Archiv.Backend.Settings;

namespace Archiv.Backend.Model;

/// <summary>
/// Bounds how many searches use the model server and how many wait for it. A loaded Ollama queues without limit and never says "busy",
/// so the limit has to be here.
/// </summary>
internal sealed class Bulkhead : IDisposable
{
    private readonly SemaphoreSlim turns;
    private readonly int mostWaiting;
    private readonly BackendMetrics metrics;
    private int waiting;
    private int active;

    public Bulkhead(BackendSettings settings, BackendMetrics metrics)
    {
        turns = new(settings.OllamaMaxConcurrent);
        mostWaiting = settings.OllamaMaxWaiting;
        this.metrics = metrics;
        metrics.Bulkhead = () => (Volatile.Read(ref active), Volatile.Read(ref waiting));
    }

    /// <summary>Waits for a turn, which ends when the result is disposed; null at once when too many wait already.</summary>
    public async ValueTask<Turn?> EnterAsync(CancellationToken cancelled)
    {
        if (!turns.Wait(0, CancellationToken.None))
        {
            if (Interlocked.Increment(ref waiting) > mostWaiting)
            {
                Interlocked.Decrement(ref waiting);
                metrics.Rejections.Add(1);
                return null;
            }
            try
            {
                await turns.WaitAsync(cancelled);
            }
            finally
            {
                Interlocked.Decrement(ref waiting);
            }
        }
        Interlocked.Increment(ref active);
        return new Turn(this);
    }

    public void Dispose() => turns.Dispose();

    internal sealed class Turn(Bulkhead bulkhead) : IDisposable
    {
        public void Dispose()
        {
            Interlocked.Decrement(ref bulkhead.active);
            bulkhead.turns.Release();
        }
    }
}
