using Archiv.Tests.Support.Traffic;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Vocabulary;

/// <summary>What load rows measure with: the generator's pace, and latencies that can be merged.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class TrafficTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static IEnumerable<TestCaseData> Paces()
    {
        yield return Case("even", null, n => n / 10.0);
        yield return Case("each interval's at its begin", null, n => Math.Floor(n / 10.0));
        yield return Case("each interval's at its end", null, n => Math.Floor(n / 10.0) + 0.99);
        yield return Case("one in the middle is missing", "started 29 of 30", n => n == 15 ? null : n / 10.0);
        yield return Case("a stall of 3 s", "3.0 s behind", n => n < 10 ? n / 10.0 : Math.Max(4, n / 10.0));
        yield return Case("ever slower", "2.9 s behind", n => n / 5.0);
    }

    [TestCaseSource(nameof(Paces))]
    public void A_pace_that_was_not_kept_must_be_told(string? problem, Func<int, double?> start)
    {
        var pace = new Pace(rate: 10, interval: Second, during: 3 * Second);

        Parallel.ForEach(Enumerable.Range(0, 30).Select(start).OfType<double>(), s => pace.Note(s * Second));

        if (problem is null)
        {
            pace.Problem(tolerance: Second / 10).Should().BeNull();
        }
        else
        {
            pace.Problem(tolerance: Second / 10).Should().Contain(problem);
        }
    }

    [Test]
    public void Latencies_must_be_merged_without_loss()
    {
        var (all, parts, random) = (new Latencies(), new[] { new Latencies(), new Latencies() }, new Random(3));
        for (var i = 0; i < 5_000; i++)
        {
            var latency = TimeSpan.FromMilliseconds(0.0001 * Math.Pow(1e10, random.NextDouble()));
            all.Add(latency);
            parts[i % 2].Add(latency);
        }

        var merged = Latencies.Of(parts[0].Export());
        merged.Add(parts[1].Export());

        merged.Export().Should().Equal(all.Export());
        merged.Count.Should().Be(5_000);
        merged.Percentile(99.9).Should().Be(all.Percentile(99.9));
        Latencies.Of(merged.Export()).Export().Should().Equal(all.Export(), "what came through a file once more is the same");
    }

    private static TestCaseData Case(string name, string? problem, Func<int, double?> start) => new TestCaseData(problem, start).SetArgDisplayNames(name);
}
