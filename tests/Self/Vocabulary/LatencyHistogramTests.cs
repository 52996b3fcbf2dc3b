using System.Text.Json;
using Archiv.Tests.Support.Evidence;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Vocabulary;

/// <summary>What several runs or machines measured becomes one, and says what the values themselves would.</summary>
[Parallelizable]
public sealed class LatencyHistogramTests
{
    private const double Precise = 0.008;

    // From a microsecond to ten minutes, as many small ones as large ones.
    private readonly List<TimeSpan> times = Times();

    [Test]
    public void Parts_must_be_merged_without_loss()
    {
        LatencyHistogram[] parts = [LatencyHistogram.Of(times[..1_000]), LatencyHistogram.Of(times[1_000..])];

        var merged = LatencyHistogram.Sum(parts.Select(part => JsonSerializer.Deserialize<LatencyHistogram>(JsonSerializer.Serialize(part))!));

        merged.Should().BeEquivalentTo(LatencyHistogram.Of(times));
        merged.Count.Should().Be(times.Count);
    }

    [TestCase(0.1)]
    [TestCase(50)]
    [TestCase(99)]
    [TestCase(99.9)]
    [TestCase(100)]
    public void A_percentile_must_be_the_one_of_the_values(double percent)
    {
        var exact = times.Order().ElementAt((int)Math.Ceiling(percent / 100 * times.Count) - 1);

        var told = LatencyHistogram.Of(times).Percentile(percent)!.Value;

        told.TotalMicroseconds.Should().BeApproximately(exact.TotalMicroseconds, (Precise * exact.TotalMicroseconds) + 1);
    }

    private static List<TimeSpan> Times()
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, 5_000).Select(_ => TimeSpan.FromMicroseconds(Math.Pow(6e8, random.NextDouble())))];
    }
}
