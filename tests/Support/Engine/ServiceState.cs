namespace Archiv.Tests.Support.Engine;

/// <summary>What the engine says of one container of a service.</summary>
/// <param name="Service">Compose's name of the service.</param>
/// <param name="Id">Container id.</param>
/// <param name="Name">Container name without slash.</param>
/// <param name="Status">created, running, paused, restarting, exited or dead.</param>
/// <param name="Health">healthy, unhealthy, starting; <c>none</c> without healthcheck.</param>
/// <param name="ExitCode">Exit code of the last process; 0 while it runs.</param>
/// <param name="StartedAt">The engine's own text, for comparison only.</param>
/// <param name="RestartCount">Restarts by the restart policy.</param>
/// <param name="Pid">Host pid of PID 1; 0 when not running.</param>
public sealed record ServiceState(
    string Service, string Id, string Name, string Status, string Health, long ExitCode, string StartedAt, long RestartCount, long Pid)
{
    /// <summary>Runs, and is healthy where it has a healthcheck.</summary>
    public bool Ready => Status == "running" && Health is "healthy" or "none";

    /// <summary>The same container, not restarted.</summary>
    public bool IsSame(ServiceState? other) => other is not null && (Id, StartedAt) == (other.Id, other.StartedAt);

    /// <summary>One line for a report.</summary>
    public override string ToString() =>
        $"{Service} {Status}{(Health == "none" ? "" : $" ({Health})")}{(Status == "exited" ? $" with {ExitCode}" : "")}, started {StartedAt}, {Id[..12]}";
}
