using System.Diagnostics;
using System.Text.Json;
using Archiv.Backend.Metrics;
using Archiv.Backend.Settings;

namespace Archiv.Backend.Model;

/// <summary>
/// Keeps the model loaded and pinned. Loads are started here and nowhere else, because the model server aborts a load when the request
/// that began it goes away: a search waits for the load, but its caller's patience does not end it.
/// </summary>
internal sealed class WarmUp(ModelServer server, ModelInUse model, BackendSettings settings, BackendMetrics metrics, TimeProvider clock, ILogger<WarmUp> log)
    : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PatienceForAList = TimeSpan.FromSeconds(2);

    // The server's own limit for a load is 5 minutes without progress; this only ends a load that hangs for ever.
    private static readonly TimeSpan PatienceForALoad = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private CancellationToken stopping;
    private Task? loading;
    private Task? knocking;
    private string? trouble;
    private volatile bool reachable;

    /// <summary>Asks whether anybody is there, once for all who want to know: without a server nobody should wait for a turn to hear it.</summary>
    /// <exception cref="ModelFailure">The model server cannot be reached.</exception>
    public async Task KnockAsync(CancellationToken caller)
    {
        try
        {
            if (!reachable)
            {
                await Once(ref knocking, () => StateAsync(model.Name, stopping)).WaitAsync(caller);
            }
        }
        catch (ModelFailure failed) when (failed.Reason != "model-unreachable")
        {
            // Somebody is there; whether they can answer is for the search to find out.
        }
    }

    /// <summary>Returns when the model is loaded, or when a search might as well try: the list is not to be had, or the load failed.</summary>
    /// <exception cref="ModelFailure">The model server cannot be reached.</exception>
    public async Task WaitUntilLoadedAsync(CancellationToken caller)
    {
        try
        {
            if (!(await StateAsync(model.Name, caller)).Loaded)
            {
                await Once(ref loading, () => LoadAsync(model.Name)).WaitAsync(caller);
            }
        }
        catch (ModelFailure failed) when (failed.Reason != "model-unreachable")
        {
            log.LogDebug("not warm before a search: {Problem}", failed.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        stopping = stoppingToken;
        var pause = Look;
        while (!stoppingToken.IsCancellationRequested)
        {
            // Who answers "no" would answer it again; who does not answer may be back any moment.
            pause = await OnceAsync(stoppingToken) || trouble is "model-unreachable" or "model-silent" or "model-connection-lost" ? Look : pause * 2;
            try
            {
                await Task.Delay(pause < LongestPause ? pause : LongestPause, clock, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task<bool> OnceAsync(CancellationToken stop)
    {
        try
        {
            await KeepAsync(stop);
            await SwitchAsync(stop);
            Trouble(null, "");
            return true;
        }
        catch (ModelFailure failed)
        {
            metrics.Seen(loaded: false);
            Trouble(failed.Reason, failed.Message);
        }
        catch (OperationCanceledException)
        {
            // The end of the program; nothing else cancels these requests.
        }
        return false;
    }

    private async Task KeepAsync(CancellationToken stop)
    {
        var wasThere = reachable;
        var state = await StateAsync(model.Name, stop);
        var forEver = settings.OllamaKeepAlive.StartsWith('-');
        // With a finite keep-alive the operator wants it to expire: then only a server that (re)appeared is warmed.
        if (forEver ? !state.Pinned : !state.Loaded && !wasThere)
        {
            await Once(ref loading, () => LoadAsync(model.Name)).WaitAsync(stop);
        }
    }

    private async Task SwitchAsync(CancellationToken stop)
    {
        if (model.Wanted() is var wanted && wanted == model.Name)
        {
            return;
        }
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(PatienceForALoad);
        try
        {
            await server.PostAsync("api/generate", ModelRequests.Verify(wanted, settings.OllamaKeepAlive), patience.Token);
            model.Use(wanted);
        }
        catch (ModelFailure)
        {
            // The attempt may have pushed the model in use out of the memory.
            await KeepAsync(stop);
            throw;
        }
    }

    // Joins what is under way, so that no number of callers makes more than one request.
    private Task Once(ref Task? running, Func<Task> begin)
    {
        lock (gate)
        {
            if (running is null || running.IsCompleted)
            {
                running = Task.Run(begin);
                // Nobody may be waiting any more when it fails.
                running.ContinueWith(static failed => _ = failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            }
            return running;
        }
    }

    private async Task LoadAsync(string name)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(PatienceForALoad);
        var began = Stopwatch.GetTimestamp();
        await server.PostAsync("api/generate", ModelRequests.Load(name, settings.OllamaKeepAlive), patience.Token);
        var took = Stopwatch.GetElapsedTime(began);
        metrics.Loaded(took);
        metrics.Seen(loaded: true);
        log.LogInformation("model {Model} loaded or pinned in {Milliseconds} ms", name, (long)took.TotalMilliseconds);
    }

    private async Task<LoadedModel> StateAsync(string name, CancellationToken cancelled)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        patience.CancelAfter(PatienceForAList + settings.OllamaConnectTimeout);
        JsonElement answer;
        try
        {
            answer = await server.GetAsync("api/ps", patience.Token);
            reachable = true;
        }
        catch (ModelFailure failed)
        {
            reachable = failed.Reason != "model-unreachable";
            throw;
        }
        catch (OperationCanceledException) when (!cancelled.IsCancellationRequested)
        {
            throw new ModelFailure("model-silent", "the model server accepts connections and does not answer");
        }
        var state = LoadedModel.Find(answer, name, clock.GetUtcNow());
        metrics.Seen(state.Loaded);
        return state;
    }

    // Said once when it begins and once when it ends, not each time it is seen.
    private void Trouble(string? reason, string message)
    {
        if (reason != trouble)
        {
            trouble = reason;
            if (reason is null)
            {
                log.LogInformation("the model server answers");
            }
            else
            {
                log.LogWarning("the model is not ready: {Reason}, {Problem}", reason, message);
            }
        }
    }
}
