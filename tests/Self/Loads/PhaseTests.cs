using Archiv.Tests.Load;
using FluentAssertions;
using NBomber.Contracts;
using NBomber.CSharp;
using NUnit.Framework;

namespace Archiv.Tests.Self.Loads;

[Parallelizable]
public sealed class PhaseTests
{
    private static readonly double[] Multiples = [0.6, 1, 1.125, 2, 5, 10];
    private static readonly double[] Rates = [0.2, 0.77, 1.2987, 4 / 3.0, 1.9, 2.6, 7.3, 12.99];
    private static readonly int[] Seconds = [3, 4, 5, 8];

    [TestCase(50, 4, 50, 1, 200)]
    [TestCase(0.75, 16, 3, 4, 12)]
    [TestCase(1.375, 8, 11, 8, 11)]
    [TestCase(1.35, 8, 11, 8, 11)]
    [TestCase(0.033, 1800, 1, 30, 60)]
    public void A_rate_must_be_injected_in_whole_requests_and_seconds(double perSecond, int seconds, int rate, int interval, int arrivals)
    {
        var phase = new Phase(perSecond, TimeSpan.FromSeconds(seconds));

        phase.Whole.Should().Be((rate, TimeSpan.FromSeconds(interval)));
        phase.Arrivals.Should().Be(arrivals);
        phase.Injected.Should().BeApproximately(perSecond, 0.02 * perSecond);
    }

    [Test]
    public void A_rate_below_one_in_the_whole_phase_must_still_send_one() =>
        new Phase(0.01, TimeSpan.FromSeconds(8)).Arrivals.Should().Be(1);

    [TestCase(0.5)]
    [TestCase(0.77)]
    [TestCase(3.1)]
    [TestCase(17.9)]
    public void Each_phase_must_begin_when_the_arrivals_before_it_have_all_been_due(double search)
    {
        foreach (var times in Multiples)
        {
            var phase = new Phase(times / search, TimeSpan.FromSeconds(8));

            (phase.Arrivals / phase.Injected).Should().BeApproximately(8, 1e-9, $"{phase} is {phase.Whole}");
        }
    }

    [TestCase(0.77)]
    [TestCase(3.1)]
    [TestCase(17.3)]
    [TestCase(18)]
    public void A_phase_of_twenty_must_be_just_as_long_as_they_take(double search)
    {
        foreach (var times in (double[])[0.875, 1, 1.125, 1.25])
        {
            var phase = Phase.Of(times / search, 20, "");

            phase.Arrivals.Should().BeInRange(20, 24, $"{times}x is {phase.Whole} for {phase.During}");
            phase.Injected.Should().BeApproximately(times / search, 0.05 * times / search);
        }
    }

    // 4 in 3 s of 8 s was one fewer here than in the package, and all later phases counted as late by it.
    [Test]
    public void Arrivals_must_be_as_many_as_the_package_sends()
    {
        Phase[] phases =
        [
            .. from seconds in Seconds
               from perSecond in Rates
               select new Phase(perSecond, TimeSpan.FromSeconds(seconds)),
        ];
        var sent = new int[phases.Length];

        NBomberRunner.RegisterScenarios([.. phases.Select((phase, index) => Scenario.Create($"{index}", _ =>
        {
            Interlocked.Increment(ref sent[index]);
            return Task.FromResult<IResponse>(Response.Ok());
        }).WithoutWarmUp().WithLoadSimulations(phase.Simulation))]).WithoutReports().Run();

        sent.Should().Equal(phases.Select(phase => phase.Arrivals));
    }
}
