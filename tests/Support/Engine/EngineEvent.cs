using System.Globalization;

namespace Archiv.Tests.Support.Engine;

/// <summary>Something that happened to a container.</summary>
/// <param name="At">When, by the engine's clock (UTC, to the nanosecond's hundred).</param>
/// <param name="Service">Its Compose service, or the kind of thing for what is no container.</param>
/// <param name="Action"><c>start</c>, <c>die</c>, <c>oom</c>, <c>kill</c>, <c>health_status: unhealthy</c> and so on.</param>
/// <param name="ExitCode">How it ended, for <c>die</c>.</param>
public sealed record EngineEvent(DateTimeOffset At, string Service, string Action, int? ExitCode)
{
    /// <inheritdoc />
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{At:HH:mm:ss.fff} {Service} {Action}{(ExitCode is { } code ? $" with {code}" : "")}");
}
