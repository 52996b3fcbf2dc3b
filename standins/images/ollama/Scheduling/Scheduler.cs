using Ollama.Go;
using Ollama.Server;
using Ollama.Store;

namespace Ollama.Scheduling;

/// <summary>
/// Which models are in memory. A request for a model that is ready goes straight to its runner; one that needs a load waits in a
/// bounded queue for the one place where models are loaded and evicted.
/// </summary>
internal sealed class Scheduler(ServerEnvironment environment)
{
    /// <summary>The original's choice on a machine without a GPU.</summary>
    private const int DefaultMaxLoaded = 3;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LoadedModel> _loaded = [];
    private readonly SemaphoreSlim _worker = new(1);
    private readonly ModelLoader _loader = new(environment);
    private int _inQueue;

    /// <summary>Ready models, those that stay longest first.</summary>
    public IReadOnlyList<(LoadedModel Model, DateTime ExpiresAt)> List()
    {
        lock (_gate)
        {
            DateTime now = DateTime.UtcNow;
            return [.. _loaded.Values.Select(m => (m, m.ListedExpiry(now))).OrderByDescending(m => m.Item2)];
        }
    }

    /// <summary>Gets hold of the model, loading it if need be. Every success is followed by <see cref="Release"/>.</summary>
    public async Task<LoadedModel> AcquireAsync(Model model, RunOptions options, long? keepAlive, CancellationToken gone)
    {
        bool answers = await AnswersAsync(model, gone);
        lock (_gate)
        {
            if (answers && Usable(model, options) is { } ready)
            {
                return Use(ready, keepAlive);
            }

            // One in work, and as many waiting as allowed.
            if (_inQueue > environment.MaxQueue)
            {
                throw new ScheduleException(503, "server busy, please try again.  maximum pending requests exceeded");
            }

            _inQueue++;
        }

        try
        {
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
            lock (_gate)
            {
                _inQueue--;
            }
        }
    }

    public void Release(LoadedModel model)
    {
        lock (_gate)
        {
            model.References--;
            if (model.References > 0)
            {
                return;
            }

            if (model.Session <= 0)
            {
                Log.Debug("sched.go:283", "runner with zero duration has gone idle, expiring to unload", ("runner.name", model.Model.Name.Full));
                Unload(model);
                return;
            }

            model.ExpiresAt = GoDuration.After(DateTime.UtcNow, model.Session);
            double wait = model.Session / 1e6 / StandinSettings.Current.ClockRate;
            model.Expiry?.Dispose();
            model.Expiry = wait > uint.MaxValue - 2 ? null : new Timer(_ => Expire(model), null, (long)wait, Timeout.Infinite);
        }
    }

    /// <summary>Unloads the model as soon as nobody uses it.</summary>
    public void Expire(Model model)
    {
        lock (_gate)
        {
            if (_loaded.TryGetValue(model.Path, out LoadedModel? loaded))
            {
                Evict(loaded);
            }
        }
    }

    private void Expire(LoadedModel model)
    {
        lock (_gate)
        {
            if (model.References == 0)
            {
                Unload(model);
            }
        }
    }

    private async Task<LoadedModel> LoadAsync(Model model, RunOptions options, long? keepAlive, CancellationToken gone)
    {
        Gguf gguf = ModelLoader.Open(model);
        options.CapContext(gguf.Number("context_length"));
        MemoryPlan plan = MemoryPlan.Of(gguf, options.ContextLength, environment.Parallel);
        while (true)
        {
            SystemMemory memory = SystemMemory.Read();
            bool answers = await AnswersAsync(model, gone);
            Task unloaded;
            lock (_gate)
            {
                if (answers && Usable(model, options) is { } ready)
                {
                    return Use(ready, keepAlive);
                }

                if (ToEvict(model, plan, memory) is not { } victim)
                {
                    break;
                }

                Evict(victim);
                unloaded = victim.Unloaded.Task;
            }

            await unloaded.WaitAsync(gone);
        }

        RunnerProcess runner = await StartAsync(model, plan, options, gone);
        lock (_gate)
        {
            var loaded = new LoadedModel(model, gguf, options, plan, runner, keepAlive ?? environment.KeepAlive, environment.Parallel);
            _loaded[model.Path] = loaded;
            Log.Info("sched.go:517", "loaded runners", ("count", _loaded.Count));
            return loaded;
        }
    }

    private Task<RunnerProcess> StartAsync(Model model, MemoryPlan plan, RunOptions options, CancellationToken gone)
    {
        SystemMemory memory = SystemMemory.Read();
        if (plan.Total > memory.Free + memory.FreeSwap)
        {
            Log.Warn("server.go:1033", "model request too large for system", ("requested", Human.BinaryBytes(plan.Total)), ("available", Human.BinaryBytes(memory.Free)),
                ("total", Human.BinaryBytes(memory.Total)), ("free", Human.BinaryBytes(memory.Free)), ("swap", Human.BinaryBytes(memory.FreeSwap)));
            throw new ScheduleException(500,
                $"model requires more system memory ({Human.BinaryBytes(plan.Total)}) than is available ({Human.BinaryBytes(memory.Free + memory.FreeSwap)})");
        }

        return _loader.LoadAsync(model, plan, options, memory, gone);
    }

    private async Task<bool> AnswersAsync(Model model, CancellationToken gone)
    {
        LoadedModel? loaded;
        lock (_gate)
        {
            loaded = _loaded.GetValueOrDefault(model.Path);
        }

        bool answers = loaded is null || await loaded.Runner.AnswersAsync(gone);
        if (!answers && loaded!.Runner.HasExited)
        {
            Log.Warn("server.go:1258", "llama runner process no longer running", ("sys", 9), ("string", loaded.Runner.ExitText));
        }

        return answers;
    }

    private LoadedModel? Usable(Model model, RunOptions options)
    {
        if (!_loaded.TryGetValue(model.Path, out LoadedModel? loaded))
        {
            return null;
        }

        // The context of a loaded model was capped; the same wish must not load it again.
        options.CapContext(loaded.TrainedContext);
        return loaded.Options.RunnerKey == options.RunnerKey && loaded.Model.Stored.Digest == model.Stored.Digest ? loaded : null;
    }

    private static LoadedModel Use(LoadedModel model, long? keepAlive)
    {
        model.References++;
        model.Expiry?.Dispose();
        model.Expiry = null;
        model.Session = keepAlive ?? model.Session;
        return model;
    }

    /// <summary>The runner that must go first: the outdated one of this model, one too many, or one whose memory is needed.</summary>
    private LoadedModel? ToEvict(Model model, MemoryPlan plan, SystemMemory memory)
    {
        if (_loaded.TryGetValue(model.Path, out LoadedModel? outdated))
        {
            return outdated;
        }

        int most = environment.MaxLoadedModels > 0 ? environment.MaxLoadedModels : DefaultMaxLoaded;
        bool tooMany = _loaded.Count >= most, tooLarge = plan.Total > memory.Free + memory.FreeSwap;
        return tooMany || tooLarge ? _loaded.Values.OrderBy(m => m.References > 0).ThenBy(m => m.Session).ThenBy(m => m.Model.Path, StringComparer.Ordinal).FirstOrDefault() : null;
    }

    private void Evict(LoadedModel model)
    {
        model.Session = 0;
        if (model.References <= 0)
        {
            Unload(model);
        }
    }

    private void Unload(LoadedModel model)
    {
        model.Expiry?.Dispose();
        if (_loaded.TryGetValue(model.Model.Path, out LoadedModel? current) && current == model)
        {
            _loaded.Remove(model.Model.Path);
            _ = StopAsync(model);
        }
    }

    private static async Task StopAsync(LoadedModel model)
    {
        await model.Runner.StopAsync();
        model.Unloaded.TrySetResult();
    }
}
