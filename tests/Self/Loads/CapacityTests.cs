using Archiv.Tests.Load;
using Archiv.Tests.Support.Loads;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Loads;

/// <summary>C5's estimators, on a simulated stack whose capacity is known: one search is computed, two wait, whoever finds no room is refused.</summary>
[Parallelizable]
public sealed class CapacityTests
{
    private const int Room = 3;
    private const int Trials = 400;
    private const double Share = 0.95;
    private const double Search = 0.77;

    [Test]
    public void The_throughput_must_be_the_service_rate_without_bias([Values(0, 0.1)] double jitter)
    {
        var random = new Random(20261130);
        var seen = Enumerable.Range(0, Trials).Select(_ => Throughput.Of([Probe(1, jitter, random), Probe(1.125, jitter, random)])!).ToList();

        seen.Average(each => each.PerMinute).Should().BeApproximately(60 / Search, 0.01 * 60 / Search);
        (seen.Count(each => each.Least <= 60 / Search && 60 / Search <= each.Most) / (double)Trials).Should().BeGreaterThan(0.95);
    }

    [Test]
    public void Where_nobody_waits_there_must_be_no_throughput() =>
        Throughput.Of([[.. Enumerable.Range(0, 20).Select(number => new Sample(number, 0, 0.77, 200))]]).Should().BeNull();

    // Of the searches that arrive at r times of the service rate 1/r are computed: 95 % at 1.053 times. One search in twenty is what counting tells.
    [TestCase(0.9, 1.0)]
    [TestCase(1.18, 0.0)]
    public void A_probe_must_be_kept_below_capacity_and_lost_above_it(double times, double kept) =>
        Kept(times, 0.1).Should().BeApproximately(kept, 0.03);

    [Test]
    public void The_largest_load_must_be_bracketed_without_bias()
    {
        var random = new Random(20261130);
        List<double> middles = [];
        foreach (var _ in Enumerable.Range(0, Trials))
        {
            // The time alone is a median of five, off by a few percent.
            var alone = 1 + (0.1 * (random.NextDouble() - 0.5));
            var (least, above) = Bisection.Of(1, 0.125, times => Task.FromResult(IsKept(times / alone, 0.1, random))).Result;
            middles.Add((Rate(least / alone) + Rate(above!.Value / alone)) / 2 * Search);
        }

        middles.Average().Should().BeInRange((1 / Share) - 0.05, (1 / Share) + 0.05, "one search in twenty is 5 %");
        (middles.Count(middle => Math.Abs(middle - (1 / Share)) <= 0.125) / (double)Trials).Should().BeGreaterThan(0.95);
    }

    // A backlog that is worked off during the probe was what let a load of 110 % through.
    [Test]
    public void Results_of_the_filling_must_not_count_for_the_probe()
    {
        var random = new Random(1);
        var own = Own(Probe(1.2, 0, random));

        own.Count(sample => sample.Status == 503).Should().BeGreaterThan(own.Count / 20);
        IsKept(1.2, 0, random).Should().BeFalse();
    }

    private static double Kept(double times, double jitter)
    {
        var random = new Random(7);
        return Enumerable.Range(0, Trials).Count(_ => IsKept(times, jitter, random)) / (double)Trials;
    }

    private static bool IsKept(double times, double jitter, Random random) => Own(Probe(times, jitter, random)) is var own && own.Count(sample => sample.Status == 200) >= Share * own.Count;

    private static double Rate(double times) => times <= 0 ? 0 : Phase.Of(times / Search, 20, "").Injected;

    private static List<Sample> Own(List<Sample> samples) => [.. samples.Where(sample => sample.Due >= 2)];

    // Two seconds of filling, then the probe, as the row injects them.
    private static List<Sample> Probe(double times, double jitter, Random random)
    {
        var (filling, probe) = (new Phase(4 / Search, TimeSpan.FromSeconds(2)), Phase.Of(times / Search, 20, ""));
        double[] arrivals = [.. Enumerable.Range(0, filling.Arrivals).Select(n => n / filling.Injected), .. Enumerable.Range(0, probe.Arrivals).Select(n => 2 + (n / probe.Injected))];
        List<double> ends = [];
        List<Sample> samples = [];
        foreach (var due in arrivals)
        {
            // A few milliseconds of the network and the generator.
            var at = due + (0.01 * random.NextDouble());
            if (ends.Count(end => end > at) >= Room)
            {
                samples.Add(new(due, 0, at - due + 0.005, 503));
                continue;
            }

            var end = Math.Max(at, ends.LastOrDefault()) + (Search * (1 + (2 * jitter * (random.NextDouble() - 0.5))));
            ends.Add(end);
            samples.Add(new(due, 0, end - due, 200));
        }

        return samples;
    }
}
