namespace Archiv.Bench.Load;

/// <summary>What a load generator reported.</summary>
/// <param name="PerSecond">Answers a second.</param>
/// <param name="P50">Median in ms.</param>
/// <param name="P99">99th percentile in ms.</param>
internal sealed record Outcome(double PerSecond, double P50, double P99);
