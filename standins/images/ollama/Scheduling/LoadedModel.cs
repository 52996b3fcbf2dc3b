using Ollama.Go;
using Ollama.Server;
using Ollama.Store;

namespace Ollama.Scheduling;

/// <summary>A model in memory: its runner, who uses it and until when it stays. The scheduler's lock guards what changes.</summary>
internal sealed class LoadedModel(Model model, Gguf gguf, RunOptions options, MemoryPlan plan, RunnerProcess runner, long session, int parallel)
{
    private readonly SemaphoreSlim _slots = new(parallel);

    public Model Model { get; } = model;

    public RunOptions Options { get; } = options;

    /// <summary>Tokens of context that the model was trained for.</summary>
    public long TrainedContext { get; } = gguf.Number("context_length");

    public MemoryPlan Plan { get; } = plan;

    public RunnerProcess Runner { get; } = runner;

    /// <summary>Requests that hold it.</summary>
    public int References { get; set; } = 1;

    /// <summary>How long it stays after the end of the last request, in nanoseconds. Sticky: the last request that said something wins.</summary>
    public long Session { get; set; } = session;

    /// <summary>Its place is promised to another model: no keep-alive of a later request brings it back.</summary>
    public bool Doomed { get; set; }

    public DateTime? ExpiresAt { get; set; }

    public Timer? Expiry { get; set; }

    public TaskCompletionSource Unloaded { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How the original's log describes a runner.</summary>
    public (string, object)[] LogFields { get; } =
    [
        ("runner.size", Human.BinaryBytes(plan.Total)), ("runner.vram", "0 B"), ("runner.parallel", parallel), ("runner.pid", runner.Pid),
        ("runner.model", model.Path),
    ];

    /// <summary>As listed: while the first request runs, the time it would have if that ended now.</summary>
    public DateTime ListedExpiry(DateTime now) => ExpiresAt ?? GoDuration.After(now, Session);

    /// <summary>Waits for a place in the runner; without any limit, in the order of arrival.</summary>
    /// <exception cref="ScheduleException">The runner died meanwhile.</exception>
    public async Task<IDisposable> SlotAsync(CancellationToken gone)
    {
        try
        {
            await _slots.WaitAsync(gone);
        }
        catch (OperationCanceledException)
        {
            Log.Info("server.go:1549", "aborting completion request due to client closing the connection");
            throw new ScheduleException(500, "context canceled");
        }

        if (Runner.HasExited)
        {
            _slots.Release();
            Runner.TellThatItEnded();
            throw new ScheduleException(500, $"llama runner process no longer running: {Runner.ExitCode} ");
        }

        return new Slot(_slots);
    }

    private sealed class Slot(SemaphoreSlim slots) : IDisposable
    {
        public void Dispose() => slots.Release();
    }
}
