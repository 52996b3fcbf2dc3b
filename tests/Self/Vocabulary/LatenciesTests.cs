using Archiv.Tests.Support.Loads;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Vocabulary;

/// <summary>What several runs or machines measured becomes one.</summary>
[Parallelizable]
public sealed class LatenciesTests
{
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
}
