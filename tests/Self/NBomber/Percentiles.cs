using FluentAssertions;
using NBomber.Contracts;
using NBomber.Contracts.Stats;
using NBomber.CSharp;
using NUnit.Framework;

namespace Archiv.Tests.Self.NBomber;

/// <summary>Statistics against exact quantiles: each distribution is a step whose latencies are dictated.</summary>
[Parallelizable]
public sealed class Percentiles
{
    private const int Count = 20_000;

    private static readonly Dictionary<string, Func<double, double>> Distributions = new()
    {
        ["uniform, 0 to 100 ms"] = p => 100 * p,
        ["exponential, mean 20 ms"] = p => -20 * Math.Log(1 - p),
        ["Pareto, from 1 ms, shape 1.2"] = p => Math.Pow(1 - p, -1 / 1.2),
        ["two humps, 2 ms and 60 s"] = p => p < 0.9 ? 2 + p : 60_000 + (1000 * p),
        ["even over the whole range, 1 us to 10 min"] = p => 0.001 * Math.Pow(600_000_000, p),
        ["always 1 us"] = _ => 0.001,
        ["always 10 min"] = _ => 600_000,
    };

    private ScenarioStats _stats = null!;

    private static IEnumerable<string> Names => Distributions.Keys;

    [OneTimeSetUp]
    public void Run() => _stats = Given.Scenario(
        async context =>
        {
            foreach (var (name, quantile) in Distributions)
            {
                foreach (var latency in Shuffled(Values(quantile)))
                {
                    await Step.Run(name, context, () => Task.FromResult(Response.Ok(new object(), customLatencyMs: latency)));
                }
            }

            return Response.Ok();
        },
        Given.Once).Run();

    [TestCaseSource(nameof(Names))]
    public void Percentiles_are_within_half_a_percent(string distribution)
    {
        var exact = Values(Distributions[distribution]);
        var latency = _stats.StepStats.Get(distribution).Ok.Latency;

        foreach (var (percent, measured) in new[] { (50, latency.Percent50), (75, latency.Percent75), (95, latency.Percent95), (99, latency.Percent99) })
        {
            var expected = exact[(percent * Count / 100) - 1];
            measured.Should().BeApproximately(expected, expected * 0.005, "that is percentile {0}", percent);
        }
    }

    [TestCaseSource(nameof(Names))]
    public void Count_minimum_mean_maximum_and_deviation_are_exact(string distribution)
    {
        var exact = Values(Distributions[distribution]);
        var (mean, step) = (exact.Average(), _stats.StepStats.Get(distribution).Ok);

        step.Request.Count.Should().Be(Count);
        step.Latency.MinMs.Should().BeApproximately(exact[0], Resolution);
        step.Latency.MeanMs.Should().BeApproximately(mean, Resolution + (mean * 1e-6));
        step.Latency.MaxMs.Should().BeApproximately(exact[^1], Resolution);
        step.Latency.StdDev.Should().BeApproximately(Math.Sqrt(exact.Average(v => (v - mean) * (v - mean))), Resolution + (mean * 1e-6));
    }

    private const double Resolution = 0.0001;

    // In ascending order; none is 0, which would mean that the latency is not dictated.
    private static double[] Values(Func<double, double> quantile) => [.. Enumerable.Range(0, Count).Select(i => quantile((i + 0.5) / Count))];

    private static double[] Shuffled(double[] values)
    {
        new Random(1).Shuffle(values);
        return values;
    }
}
