using FluentAssertions;
using NBomber.Contracts;
using NBomber.CSharp;
using NUnit.Framework;

namespace Archiv.Tests.Self.NBomber;

/// <summary>Arrivals are counted exactly, since they do not depend on the answers.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class OpenModel
{
    private static IEnumerable<TestCaseData> Loads()
    {
        var (second, pace) = (Given.Second, TimeSpan.FromMilliseconds(400));
        yield return Load("even", 200, Simulation.Inject(200, second, second));
        yield return Load("slower than one a second", 3, Simulation.Inject(1, pace, second));
        yield return Load("nothing", 0, Simulation.Inject(0, second, second));
        yield return Load("up from nothing", 50, Simulation.RampingInject(100, second, second));
        yield return Load("up and down", 200, Simulation.RampingInject(100, second, second), Simulation.Inject(100, second, second), Simulation.RampingInject(0, second, second));
        yield return Load("from another rate", 100 + 75, Simulation.Inject(100, second, second), Simulation.RampingInject(50, second, second));
        yield return Load("from nothing again after a pause", 100 + 50, Simulation.Inject(100, second, second), Simulation.Pause(second), Simulation.RampingInject(100, second, second));
    }

    [TestCaseSource(nameof(Loads))]
    public void Each_arrival_happens_once(int expected, LoadSimulation[] load)
    {
        var server = new Server(_ => TimeSpan.FromMilliseconds(20));

        var stats = Given.Scenario(server.Answer, load).Run();

        stats.AllRequestCount.Should().Be(expected);
        server.Asked.Should().HaveCount(expected);
        stats.Duration.Should().BeCloseTo(load.Length * Given.Second, TimeSpan.FromSeconds(0.9));
        stats.Ok.Request.RPS.Should().BeApproximately(expected / stats.Duration.TotalSeconds, 0.01);
    }

    [Test]
    public void Arrivals_are_spread_evenly()
    {
        var server = new Server();

        Given.Scenario(server.Answer, Simulation.Inject(rate: 100, interval: Given.Second, during: 2 * Given.Second)).Run();

        Offsets(server).Count(o => o < 1).Should().BeInRange(70, 130);
    }

    [Test]
    public void A_ramp_speeds_up()
    {
        var server = new Server();

        Given.Scenario(server.Answer, Simulation.RampingInject(rate: 200, interval: Given.Second, during: 2 * Given.Second)).Run();

        Offsets(server).Count(o => o < 1).Should().BeInRange(1, 75, "half the time is a quarter of the area under a ramp, here 50 of 200");
    }

    [Test]
    public void Nothing_arrives_in_a_pause()
    {
        var server = new Server();
        var ten = Simulation.Inject(rate: 10, interval: Given.Second, during: Given.Second);

        Given.Scenario(server.Answer, ten, Simulation.Pause(Given.Second), ten).Run();

        server.Asked.Order().ElementAt(10).Should().BeGreaterThan(2 * Given.Second, "the pause lasts until then, and a busy machine can only be later");
    }

    [Test]
    public void Slow_answers_do_not_slow_arrivals_down()
    {
        var server = new Server(_ => TimeSpan.FromSeconds(1.5));

        var stats = Given.Scenario(server.Answer, Simulation.Inject(rate: 50, interval: Given.Second, during: Given.Second)).Run();

        server.Busiest.Should().Be(50);
        stats.Ok.Latency.MinMs.Should().BeGreaterThan(1_490);
    }

    private static TestCaseData Load(string name, int expected, params LoadSimulation[] load) => new TestCaseData(expected, load).SetArgDisplayNames(name);

    private static double[] Offsets(Server server)
    {
        var times = server.Asked.Select(t => t.TotalSeconds).Order().ToArray();
        return [.. times.Select(t => t - times[0])];
    }
}
