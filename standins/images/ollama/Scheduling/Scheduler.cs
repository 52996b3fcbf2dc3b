using Ollama.Go;
using Ollama.Server;
using Ollama.Store;

namespace Ollama.Scheduling;

/// <summary>
/// Brings requests and models together. A request for a model that is ready goes straight to its runner; one that needs a load waits
/// in a bounded queue for the one place where models are loaded and evicted.
/// </summary>
internal sealed class Scheduler(ServerEnvironment environment)
{
    private readonly LoadedModels _loaded = new(environment);
    private readonly ModelLoader _loader = new(environment);
    private readonly SemaphoreSlim _worker = new(1);
    private int _inQueue;

    public IReadOnlyList<(LoadedModel Model, DateTime ExpiresAt)> List() => _loaded.List();

    /// <summary>Gets hold of the model, loading it if need be. Every success is followed by <see cref="Release"/>.</summary>
    public async Task<LoadedModel> AcquireAsync(Model model, RunOptions options, long? keepAlive, CancellationToken gone)
    {
        if (await AnswersAsync(model, gone) && _loaded.Use(model, options, keepAlive) is { } ready)
        {
            return ready;
        }

        try
        {
            // One in work, and as many waiting as allowed.
            if (Interlocked.Increment(ref _inQueue) > environment.MaxQueue + 1L)
            {
                throw new ScheduleException(503, "server busy, please try again.  maximum pending requests exceeded");
            }

            await _worker.WaitAsync(gone);
            try
            {
                return await LoadAsync(model, options, keepAlive, gone);
            }
            finally
            {
                _worker.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _inQueue);
        }
    }

    public void Release(LoadedModel model) => _loaded.Release(model);

    /// <summary>Unloads the model as soon as nobody uses it.</summary>
    public void Expire(Model model)
    {
        if (_loaded.Find(model) is { } loaded)
        {
            _loaded.Evict(loaded, forAnother: false);
        }
    }

    private async Task<LoadedModel> LoadAsync(Model model, RunOptions options, long? keepAlive, CancellationToken gone)
    {
        Gguf gguf = ModelLoader.Open(model);
        options.CapContext(gguf.Number("context_length"));
        MemoryPlan plan = MemoryPlan.Of(gguf, options.ContextLength, environment.Parallel, CacheFormat.Of(environment));
        while (true)
        {
            if (await AnswersAsync(model, gone) && _loaded.Use(model, options, keepAlive) is { } ready)
            {
                return ready;
            }

            if (_loaded.Victim(model, plan, SystemMemory.Read()) is not { } victim)
            {
                break;
            }

            _loaded.Evict(victim, forAnother: true);
            await victim.Unloaded.Task.WaitAsync(gone);
        }

        RunnerProcess runner = await StartAsync(model, plan, options, gone);
        var loaded = new LoadedModel(model, gguf, options, plan, runner, keepAlive ?? environment.KeepAlive, environment.Parallel);
        _loaded.Add(loaded);
        return loaded;
    }

    private Task<RunnerProcess> StartAsync(Model model, MemoryPlan plan, RunOptions options, CancellationToken gone)
    {
        SystemMemory memory = SystemMemory.Read();
        if (!memory.Fits(plan))
        {
            Log.Warn("server.go:1033", "model request too large for system", ("requested", Human.BinaryBytes(plan.Total)), ("available", Human.BinaryBytes(memory.Free)),
                ("total", Human.BinaryBytes(memory.Total)), ("free", Human.BinaryBytes(memory.Free)), ("swap", Human.BinaryBytes(memory.FreeSwap)));
            throw new ScheduleException(500,
                $"model requires more system memory ({Human.BinaryBytes(plan.Total)}) than is available ({Human.BinaryBytes(memory.Free + memory.FreeSwap)})");
        }

        return _loader.LoadAsync(model, plan, options, memory, gone);
    }

    /// <summary>A runner that died or hangs is noticed when the next request wants it, not before.</summary>
    private async Task<bool> AnswersAsync(Model model, CancellationToken gone)
    {
        LoadedModel? loaded = _loaded.Find(model);
        bool answers = loaded is null || await loaded.Runner.AnswersAsync(gone);
        if (!answers && loaded!.Runner.HasExited)
        {
            loaded.Runner.TellThatItEnded();
        }

        return answers;
    }
}
