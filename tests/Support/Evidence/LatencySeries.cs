namespace Archiv.Tests.Support.Evidence;

/// <summary>Answer times of one kind: a file under <c>latency/</c> of the run, left by load rows; those of single requests are made by the report.</summary>
/// <param name="Name">What was asked and how it was answered, such as <c>C1: search, 200</c>. Series of one name are added up when reports are merged.</param>
/// <param name="Row">The row whose load it is; null for requests of all rows.</param>
/// <param name="Histogram">The times.</param>
public sealed record LatencySeries(string Name, string? Row, LatencyHistogram Histogram);
