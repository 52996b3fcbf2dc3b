using Archiv.Backend.Metrics;
using Archiv.Backend.Settings;

namespace Archiv.Backend.Model;

/// <summary>
/// Looks at the model server every few seconds, for nobody in particular: loads and pins the model whenever it is not, and switches to
/// another model once that one has been seen to work.
/// </summary>
internal sealed class WarmUp(
    ModelReadiness readiness, ModelInUse model, BackendSettings settings, BackendMetrics metrics, TimeProvider clock, ILogger<WarmUp> log)
    : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private ModelFailure? trouble;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = Look;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await OnceAsync(stoppingToken);
                // Who answers "no" would answer it again; who does not answer may be back any moment.
                pause = trouble is { Answered: true } ? pause * 2 : Look;
                await Task.Delay(pause < LongestPause ? pause : LongestPause, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task OnceAsync(CancellationToken stop)
    {
        ModelFailure? failure = null;
        try
        {
            // First: the model in use may be gone while the one wanted is there.
            await SwitchAsync(stop);
            await KeepAsync(stop);
        }
        catch (ModelFailure failed)
        {
            metrics.Seen(loaded: false);
            failure = failed;
        }
        catch (Exception late) when (late is TimeoutException || (late is OperationCanceledException && !stop.IsCancellationRequested))
        {
            failure = ModelFailure.Silent();
        }
        Say(failure);
        trouble = failure;
    }

    private async Task KeepAsync(CancellationToken stop)
    {
        var wasThere = readiness.Reachable;
        var state = await readiness.LookAsync(stop);
        var forEver = settings.OllamaKeepAlive.StartsWith('-');
        // With a finite keep-alive the operator wants it to expire: then only a server that (re)appeared is warmed.
        if (forEver ? !state.Pinned : !state.Loaded && !wasThere)
        {
            await readiness.LoadAsync(stop);
        }
    }

    private async Task SwitchAsync(CancellationToken stop)
    {
        if (model.Wanted() is var wanted && wanted == model.Name)
        {
            return;
        }
        try
        {
            await readiness.VerifyAsync(wanted, stop);
            model.Use(wanted);
        }
        catch (ModelFailure)
        {
            // The attempt may have pushed the model in use out of the memory.
            await KeepAsync(stop);
            throw;
        }
    }

    // Said once when it begins and once when it ends, not each time it is seen.
    private void Say(ModelFailure? failure)
    {
        if (failure is null && trouble is not null)
        {
            log.LogInformation("the model server answers");
        }
        else if (failure is not null && failure.Reason != trouble?.Reason)
        {
            log.LogWarning("the model is not ready: {Reason}, {Problem}", failure.Reason, failure.Message);
        }
    }
}
