using Archiv.Backend.Settings;

namespace Archiv.Backend.Actuator;

/// <summary>
/// On SIGTERM the readiness fails first, so that a proxy that probes sends nobody new; only after the delay does the server stop listening,
/// and a proxy that does not probe dials the next address. Requests in flight are finished.
/// </summary>
internal sealed class Draining(BackendSettings settings, ILogger<Draining> log) : IHostedLifecycleService
{
    private volatile bool begun;

    public bool Begun => begun;

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        begun = true;
        log.LogInformation("stopping: readiness fails, the listener closes after {Seconds} s", (int)settings.ShutdownDelay.TotalSeconds);
        return Task.Delay(settings.ShutdownDelay, CancellationToken.None);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
