using Archiv.Tests.Support.Evidence;

namespace Archiv.Tests.Tools.Reporting;

/// <summary>Memory of one service of one stack over the run, by one measure.</summary>
/// <param name="Project">The Compose project.</param>
/// <param name="Service">The service.</param>
/// <param name="Limit">Its limit in bytes; 0 where it has none.</param>
/// <param name="Alert">Where the alert fires, in bytes; null where no alert is known.</param>
/// <param name="Samples">When and how many bytes; of very many the highest of each stretch.</param>
internal sealed record MemorySeries(string Project, string Service, long Limit, long? Alert, IReadOnlyList<MemoryPoint> Samples)
{
    /// <summary>Which bytes are counted.</summary>
    public string Measure { get; init; } = MemorySample.InUse;
}

/// <summary>One sample.</summary>
/// <param name="At">When (UTC).</param>
/// <param name="Bytes">Memory by the measure of its series, in bytes.</param>
internal sealed record MemoryPoint(DateTimeOffset At, long Bytes);
