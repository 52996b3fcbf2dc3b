using FluentAssertions;
using NBomber.Contracts;
using NBomber.CSharp;
using NUnit.Framework;

namespace Archiv.Tests.Self.NBomber;

/// <summary>What the authors of load tests get wrong is told when the run starts, by an exception of just the type that the original throws.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class Refusals
{
    private static readonly TimeSpan Second = Given.Second;

    private static IEnumerable<TestCaseData> Simulations()
    {
        yield return Case("none at all", "no load simulation");
        yield return Case("a negative duration", "shorter than 00:00:01", Simulation.KeepConstant(1, -Second));
        yield return Case("less than a second", "shorter than 00:00:01", Simulation.Inject(1, Second / 10, Second / 2));
        yield return Case("a pause of nothing", "shorter than 00:00:01", Simulation.Pause(TimeSpan.Zero));
        yield return Case("negative copies", "copies is negative", Simulation.RampingConstant(-1, Second));
        yield return Case("a negative rate", "rate is negative", Simulation.RampingInject(-1, Second, Second));
        yield return Case("a negative random rate", "rate is negative", Simulation.InjectRandom(-2, 1, Second, Second));
        yield return Case("random rates the wrong way round", "above the greatest", Simulation.InjectRandom(2, 1, Second, Second));
        yield return Case("no interval", "interval is not above 0", Simulation.Inject(1, TimeSpan.Zero, Second));
        yield return Case("an interval longer than its stretch", "longer than the duration", Simulation.Inject(1, 2 * Second, Second));
        yield return Case("no iterations", "iterations is not above 0", Simulation.IterationsForConstant(1, 0));
        yield return Case("iterations by nobody", "copies is not above 0", Simulation.IterationsForConstant(0, 1));
        yield return Case("iterations that never come", "rate is not above 0", Simulation.IterationsForInject(0, Second, 1));
        yield return Case("iterations and something else", "stands alone", Simulation.IterationsForConstant(1, 1), Simulation.Pause(Second));
    }

    private static IEnumerable<TestCaseData> Runs()
    {
        var scenario = Given.Scenario(new Server().Answer, Given.Once);
        var other = Scenario.Create("other", new Server().Answer).WithoutWarmUp().WithWeight(1);
        yield return Case("no scenario", "no scenario", NBomberRunner.RegisterScenarios());
        yield return Case("a name twice", "'scenario'", NBomberRunner.RegisterScenarios(scenario, scenario));
        yield return Case("an empty name", "no name", Scenario.Create(" ", new Server().Answer).Runner());
        yield return Case("a scenario that does nothing", "neither init nor clean", Scenario.Empty("nothing").Runner());
        yield return Case("an unknown target", "'absent'", scenario.Runner().WithTargetScenarios("absent"));
        yield return Case("a short reporting interval", "reporting interval", scenario.Runner().WithReportingInterval(Second));
        yield return Case("a report without a name", "report file name", scenario.Runner().WithReportFileName(""));
        yield return Case("a report with a folder in its name", "report file name", scenario.Runner().WithReportFileName("a/b"));
        yield return Case("a warm-up longer than the load", "warm-up", scenario.WithWarmUpDuration(2 * Second).Runner());
        yield return Case("a negative warm-up", "warm-up", scenario.WithWarmUpDuration(-Second).Runner());
        yield return Case("no weight", "weight", scenario.WithWeight(0).Runner());
        yield return Case("weights with different loads", "different load", NBomberRunner.RegisterScenarios(scenario.WithWeight(1), other));
    }

    [TestCaseSource(nameof(Simulations))]
    public void A_load_that_cannot_be_must_be_refused(string message, LoadSimulation[] load)
    {
        var server = new Server();

        Given.Scenario(server.Answer, load).Invoking(s => s.Run()).Should().ThrowExactly<Exception>().WithMessage($"*'scenario'*{message}*");

        server.Asked.Should().BeEmpty();
    }

    [TestCaseSource(nameof(Runs))]
    public void A_run_that_cannot_be_must_be_refused(string message, NBomberContext run) =>
        run.Invoking(r => r.Run()).Should().ThrowExactly<Exception>().WithMessage($"*{message}*");

    [Test]
    public void Arguments_must_be_refused_by_name_of_what_takes_them() =>
        Given.Scenario(new Server().Answer, Given.Once).Runner().Invoking(r => r.Run("--config=x.json")).Should().Throw<NotSupportedException>();

    private static TestCaseData Case(string name, string message, params LoadSimulation[] load) => new TestCaseData(message, load).SetArgDisplayNames(name);

    private static TestCaseData Case(string name, string message, NBomberContext run) => new TestCaseData(message, run).SetArgDisplayNames(name);
}
