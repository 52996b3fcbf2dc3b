using Archiv.Tests.Support.Guarantees;

namespace Archiv.Tests.Tools.Reporting;

/// <summary>One row of the report: the verdicts of all its kinds combined.</summary>
/// <param name="Id">Id of the guarantee.</param>
/// <param name="Status">The combined status.</param>
/// <param name="Reason">Why it is not held; for held the short proof.</param>
/// <param name="Promise">The promise in one sentence.</param>
/// <param name="Kinds">The kinds that were asked for in this run.</param>
/// <param name="Evidence">Folders relative to the run directory.</param>
/// <param name="Expected">What had to be seen.</param>
/// <param name="Seen">What was seen instead.</param>
/// <param name="Container">The container that was looked at.</param>
/// <param name="At">The moment of the deciding observation (UTC); null where nothing was observed.</param>
/// <param name="Log">File relative to the run directory with what all containers logged in that test; null where nothing was collected.</param>
/// <param name="Seconds">Seconds that all observations of the row took together.</param>
internal sealed record RowResult(
    string Id,
    RowStatus Status,
    string Reason,
    string Promise,
    IReadOnlyList<Kind> Kinds,
    IReadOnlyList<string> Evidence,
    string? Expected,
    string? Seen,
    string? Container,
    DateTimeOffset? At,
    string? Log,
    double Seconds)
{
    /// <summary>What each test saw, in the order of time.</summary>
    public IReadOnlyList<Observation> Observations { get; init; } = [];
}
