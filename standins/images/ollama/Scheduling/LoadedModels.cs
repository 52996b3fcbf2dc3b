using Ollama.Go;
using Ollama.Server;
using Ollama.Store;

namespace Ollama.Scheduling;

/// <summary>The models in memory, who holds them and when each goes. One lock guards all of it.</summary>
internal sealed class LoadedModels(ServerEnvironment environment)
{
    /// <summary>The original's choice on a machine without a GPU.</summary>
    private const int DefaultMost = 3;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LoadedModel> _loaded = [];

    private int Most => environment.MaxLoadedModels > 0 ? environment.MaxLoadedModels : DefaultMost;

    /// <summary>Those that stay longest first.</summary>
    public IReadOnlyList<(LoadedModel Model, DateTime ExpiresAt)> List()
    {
        lock (_gate)
        {
            DateTime now = DateTime.UtcNow;
            return [.. _loaded.Values.Select(m => (m, m.ListedExpiry(now))).OrderByDescending(m => m.Item2)];
        }
    }

    public LoadedModel? Find(Model model)
    {
        lock (_gate)
        {
            return _loaded.GetValueOrDefault(model.Path);
        }
    }

    /// <summary>Gets hold of a model that is loaded as it is wanted; null when it must be loaded first.</summary>
    public LoadedModel? Use(Model model, RunOptions options, long? keepAlive)
    {
        lock (_gate)
        {
            if (!_loaded.TryGetValue(model.Path, out LoadedModel? loaded))
            {
                return null;
            }

            // The context of a loaded model was capped; the same wish must not load it again.
            options.CapContext(loaded.TrainedContext);
            if (loaded.Options.RunnerKey != options.RunnerKey)
            {
                return null;
            }

            loaded.References++;
            loaded.Expiry?.Dispose();
            loaded.Expiry = null;
            loaded.Session = keepAlive ?? loaded.Session;
            return loaded;
        }
    }

    public void Add(LoadedModel loaded)
    {
        lock (_gate)
        {
            _loaded[loaded.Model.Path] = loaded;
            Log.Info("sched.go:517", "loaded runners", ("count", _loaded.Count));
        }
    }

    public void Release(LoadedModel model)
    {
        lock (_gate)
        {
            if (--model.References > 0)
            {
                return;
            }

            if (model.Session <= 0 || model.Doomed)
            {
                Log.Debug("sched.go:283", "runner with zero duration has gone idle, expiring to unload", [("runner.name", model.Model.Name.Full), .. model.LogFields]);
                Unload(model);
                return;
            }

            model.ExpiresAt = GoDuration.After(DateTime.UtcNow, model.Session);
            double wait = model.Session / 1e6 / StandinSettings.Current.ClockRate;
            model.Expiry?.Dispose();
            model.Expiry = wait > uint.MaxValue - 2 ? null : new Timer(_ => Expire(model), null, (long)wait, Timeout.Infinite);
        }
    }

    /// <summary>Lets a model go as soon as nobody holds it.</summary>
    public void Evict(LoadedModel model, bool forAnother)
    {
        lock (_gate)
        {
            model.Doomed |= forAnother;
            model.Session = 0;
            if (!forAnother)
            {
                // Listed as stopping while it is still busy.
                model.ExpiresAt = DateTime.UtcNow;
            }

            if (model.References <= 0)
            {
                Unload(model);
            }
        }
    }

    /// <summary>The model that must go before another is loaded: the outdated one of the same file, one too many, or one whose memory is needed.</summary>
    public LoadedModel? Victim(Model model, MemoryPlan plan, SystemMemory memory)
    {
        lock (_gate)
        {
            return _loaded.TryGetValue(model.Path, out LoadedModel? outdated) ? outdated
                : _loaded.Count < Most && memory.Fits(plan) ? null
                : _loaded.Values.OrderBy(m => m.References > 0).ThenBy(m => m.Session).ThenBy(m => m.Model.Path, StringComparer.Ordinal).FirstOrDefault();
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
        Log.Debug("sched.go:358", "runner terminated and removed from list, blocking for VRAM recovery", model.LogFields);
        model.Unloaded.TrySetResult();
    }
}
