namespace Archiv.Tests.Support.Loads;

/// <summary>A bucket of <see cref="Latencies"/>: its largest value, in ticks of 100 ns, and how many lie in it.</summary>
/// <param name="Ticks">Largest value.</param>
/// <param name="Count">Number.</param>
public sealed record Bucket(long Ticks, long Count);
