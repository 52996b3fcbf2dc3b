namespace Archiv.Tests.Tools.Reporting;

/// <summary>What is different from an earlier report.</summary>
/// <param name="Baseline">Id of the earlier run.</param>
/// <param name="BaselineCommit">Its commit.</param>
/// <param name="BaselineStartedAt">Its start (UTC).</param>
/// <param name="Caveats">What makes the two hard to compare: another profile, another host.</param>
/// <param name="Broke">Rows that did not hold now and held then, with now's reason.</param>
/// <param name="Healed">Rows that hold now and did not then.</param>
/// <param name="Other">Rows whose status changed otherwise: new, gone, planned then.</param>
/// <param name="Slower">What took longer, beyond the noise.</param>
/// <param name="Noise">How noise was judged, and how large it is.</param>
internal sealed record Comparison(
    string Baseline,
    string? BaselineCommit,
    DateTimeOffset BaselineStartedAt,
    IReadOnlyList<string> Caveats,
    IReadOnlyList<RowChange> Broke,
    IReadOnlyList<RowChange> Healed,
    IReadOnlyList<RowChange> Other,
    IReadOnlyList<Slowdown> Slower,
    string Noise);

/// <summary>A row whose status changed.</summary>
/// <param name="Row">Its id.</param>
/// <param name="Was">Status in the earlier report.</param>
/// <param name="Now">Status in this one.</param>
/// <param name="Reason">Why, as this report says.</param>
internal sealed record RowChange(string Row, string Was, string Now, string Reason);

/// <summary>Something that took longer.</summary>
/// <param name="What">An observation with its row, or a percentile of a latency series.</param>
/// <param name="Before">Seconds in the earlier run.</param>
/// <param name="Now">Seconds in this one.</param>
/// <param name="Beyond">The bound that it exceeds, in words.</param>
internal sealed record Slowdown(string What, double Before, double Now, string Beyond);
