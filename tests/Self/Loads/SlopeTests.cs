using Archiv.Tests.Support.Loads;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Loads;

[Parallelizable]
public sealed class SlopeTests
{
    private const int Trials = 400;

    [Test]
    public void A_straight_line_must_have_its_own_slope_and_no_doubt()
    {
        var slope = Slope.Of([.. Enumerable.Range(0, 100).Select(x => ((double)x, 7 + (0.25 * x)))]);

        slope.PerStep.Should().BeApproximately(0.25, 1e-9);
        slope.Margin.Should().BeApproximately(0, 1e-9);
    }

    [Test]
    public void The_interval_must_hold_the_true_slope_in_about_95_of_100_noisy_series([Values(0, 0.5)] double truth)
    {
        var random = new Random(20261122);
        var hits = Enumerable.Range(0, Trials).Select(_ => Slope.Of(Noisy(random, truth))).Count(slope => slope.Least <= truth && truth <= slope.Most);

        (hits / (double)Trials).Should().BeInRange(0.92, 0.98);
    }

    [Test]
    public void Too_few_points_must_be_refused()
    {
        FluentActions.Invoking(() => Slope.Of([.. Enumerable.Range(0, Slope.LeastPoints - 1).Select(x => ((double)x, 1.0))]))
            .Should().Throw<ArgumentException>().WithMessage($"*{Slope.LeastPoints}*");
    }

    private static List<(double X, double Y)> Noisy(Random random, double slope) =>
        [.. Enumerable.Range(0, 200).Select(x => ((double)x, (slope * x) + (20 * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5))))];
}
