using FluentAssertions;
using NBomber.Contracts;
using NBomber.CSharp;
using NUnit.Framework;

namespace Archiv.Tests.Self.NBomber;

/// <summary>Loads that end with a number of iterations, and those whose rate is random.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class CountedLoad
{
    [TestCase(4, 50)]
    [TestCase(8, 3)]
    public void Copies_must_share_the_iterations(int copies, int iterations)
    {
        var server = new Server(_ => TimeSpan.FromMilliseconds(5));

        var stats = Given.Scenario(server.Answer, Simulation.IterationsForConstant(copies, iterations)).Run();

        server.Asked.Should().HaveCount(iterations);
        server.Busiest.Should().BeLessThanOrEqualTo(copies);
        stats.AllOkCount.Should().Be(iterations);
        stats.LoadSimulationStats.Should().BeEquivalentTo(new { SimulationName = "iterations_for_constant", Value = copies });
    }

    [Test]
    public void Iterations_must_be_waited_for_however_long_the_last_ones_take()
    {
        var server = new Server(number => TimeSpan.FromSeconds(number == 3 ? 2.5 : 0.1));

        var stats = Given.Scenario(server.Answer, Simulation.IterationsForConstant(2, 3)).Runner()
            .WithScenarioCompletionTimeout(Given.Second).Run().ScenarioStats.Get("scenario");

        (stats.AllOkCount, stats.AllFailCount).Should().Be((3, 0), "the number is what was asked for, the timeout is for loads that end by time");
        stats.Duration.Should().BeGreaterThan(2 * Given.Second);
    }

    [Test]
    public void Injected_iterations_must_come_at_their_rate_and_end_with_their_number()
    {
        var server = new Server();

        var stats = Given.Scenario(server.Answer, Simulation.IterationsForInject(rate: 40, interval: Given.Second, iterations: 60)).Run();

        server.Asked.Should().HaveCount(60);
        stats.Duration.Should().Be(1.5 * Given.Second);
        (server.Asked.Max() - server.Asked.Min()).Should().BeGreaterThan(0.7 * Given.Second);
    }

    [Test]
    public void A_random_rate_must_stay_between_its_bounds_and_not_stay_the_same()
    {
        var server = new Server();
        var tenth = Given.Second / 10;

        var stats = Given.Scenario(server.Answer, Simulation.InjectRandom(minRate: 5, maxRate: 25, interval: tenth, during: 3 * Given.Second)).Run();

        stats.AllRequestCount.Should().BeInRange(30 * 5, 30 * 25).And.NotBe(30 * 5).And.NotBe(30 * 25);
        stats.AllRequestCount.Should().BeInRange(284, 616, "the mean is 450 and its deviation 33");
    }
}
