using System.Text.Json;
using Archiv.Backend.Metrics;
using Archiv.Backend.Settings;

namespace Archiv.Backend.Model;

/// <summary>
/// Whether the model server is there and has the model loaded. Loads are started here and nowhere else, because the server aborts a load
/// when the request that began it goes away: a search waits for the load, but its caller's patience does not end it.
/// </summary>
internal sealed class ModelReadiness
{
    // One answer for all who ask within a second: a queue of searches must not try one after the other.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PatienceForAList = TimeSpan.FromSeconds(2);

    // The server's own limit for a load is 5 minutes without progress; this only ends a request that hangs for ever.
    private static readonly TimeSpan PatienceForALoad = TimeSpan.FromMinutes(10);

    private readonly ModelServer server;
    private readonly ModelInUse model;
    private readonly BackendSettings settings;
    private readonly BackendMetrics metrics;
    private readonly TimeProvider clock;
    private readonly ILogger<ModelReadiness> log;
    private readonly SharedRequest knock;
    private readonly SharedRequest load;
    private volatile bool reachable;
    private long unreachableAt;

    public ModelReadiness(
        ModelServer server, ModelInUse model, BackendSettings settings, BackendMetrics metrics, TimeProvider clock, ILogger<ModelReadiness> log)
    {
        (this.server, this.model, this.settings, this.metrics, this.clock, this.log) = (server, model, settings, metrics, clock, log);
        knock = new(() => LookAsync(CancellationToken.None), PatienceForALoad, clock);
        load = new(LoadAsync, settings.OllamaTimeout, clock);
    }

    public bool Reachable => reachable;

    /// <summary>Asks whether anybody is there: without a server nobody should wait for a turn to hear it.</summary>
    /// <exception cref="ModelFailure">The model server cannot be reached.</exception>
    public async Task KnockAsync(CancellationToken caller)
    {
        ThrowIfJustUnreachable();
        try
        {
            if (!reachable)
            {
                await knock.JoinAsync(caller);
            }
        }
        catch (ModelFailure failed) when (!failed.IsUnreachable)
        {
            // Somebody is there; whether they can answer is for the search to find out.
        }
    }

    /// <summary>Returns when the model is loaded, or when a search might as well try: the list is not to be had, or the load failed.</summary>
    /// <exception cref="ModelFailure">The model server cannot be reached.</exception>
    public async Task WaitUntilLoadedAsync(CancellationToken caller)
    {
        ThrowIfJustUnreachable();
        try
        {
            if (!(await LookAsync(caller)).Loaded)
            {
                await load.JoinAsync(caller);
            }
        }
        catch (ModelFailure failed) when (!failed.IsUnreachable)
        {
            // The search gets the same answer, or a better one.
        }
    }

    /// <summary>Loads the model in use, or pins it when it is loaded already; waits, but not longer than a search may take.</summary>
    public Task LoadAsync(CancellationToken waiting) => load.JoinAsync(waiting).WaitAsync(settings.OllamaTimeout, clock, waiting);

    /// <summary>Sees whether another model loads and generates. It may push the model in use out of the memory.</summary>
    /// <exception cref="ModelFailure">It does not.</exception>
    public async Task VerifyAsync(string name, CancellationToken cancelled)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        patience.CancelAfter(PatienceForALoad);
        await server.PostAsync("api/generate", ModelRequests.Verify(name, settings.OllamaKeepAlive), patience.Token);
    }

    /// <exception cref="ModelFailure">The model server cannot be reached, does not answer, or answers something else.</exception>
    public async Task<LoadedModel> LookAsync(CancellationToken cancelled)
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
            Volatile.Write(ref unreachableAt, clock.GetTimestamp());
            reachable = !failed.IsUnreachable;
            throw;
        }
        catch (OperationCanceledException) when (!cancelled.IsCancellationRequested)
        {
            reachable = true;
            throw ModelFailure.Silent();
        }
        var state = LoadedModel.Find(answer, model.Name, clock.GetUtcNow());
        metrics.Seen(state.Loaded);
        return state;
    }

    private void ThrowIfJustUnreachable()
    {
        if (!reachable && clock.GetElapsedTime(Volatile.Read(ref unreachableAt)) < Fresh)
        {
            throw ModelFailure.Unreachable();
        }
    }

    private async Task LoadAsync()
    {
        var name = model.Name;
        using var patience = new CancellationTokenSource(PatienceForALoad, clock);
        var began = clock.GetTimestamp();
        try
        {
            await server.PostAsync("api/generate", ModelRequests.Load(name, settings.OllamaKeepAlive), patience.Token);
        }
        catch (OperationCanceledException)
        {
            throw ModelFailure.Silent();
        }
        var took = clock.GetElapsedTime(began);
        metrics.Loaded(took);
        log.LogInformation("model {Model} loaded or pinned in {Milliseconds} ms", name, (long)took.TotalMilliseconds);
    }
}
