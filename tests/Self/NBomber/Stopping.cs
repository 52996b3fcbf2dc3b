using FluentAssertions;
using NBomber.Contracts;
using NBomber.CSharp;
using NUnit.Framework;

namespace Archiv.Tests.Self.NBomber;

/// <summary>Scenarios end the run, or another scenario.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class Stopping
{
    private static readonly LoadSimulation Long = Simulation.Inject(rate: 20, interval: Given.Second, during: 60 * Given.Second);
    private static readonly LoadSimulation Short = Simulation.Inject(rate: 20, interval: Given.Second, during: 3 * Given.Second);

    [Test]
    public void A_scenario_must_be_able_to_end_the_run()
    {
        var stats = NBomberRunner.RegisterScenarios(
            Named("one", Long, c => c.StopCurrentTest("enough")),
            Named("two", Simulation.KeepConstant(2, 60 * Given.Second), _ => { })).WithoutReports().Run();

        stats.ScenarioStats.Should().OnlyContain(s => s.Duration < 10 * Given.Second && s.AllOkCount > 0);
    }

    [Test]
    public void A_scenario_must_be_able_to_end_another_one_alone()
    {
        var stats = NBomberRunner.RegisterScenarios(
            Named("one", Long, _ => { }),
            Named("two", Short, c => c.StopScenario("one", "enough"))).WithoutReports().Run();

        stats.ScenarioStats.Get("one").Duration.Should().BeLessThan(3 * Given.Second);
        stats.ScenarioStats.Get("two").Duration.Should().Be(3 * Given.Second);
        stats.ScenarioStats.Get("two").AllOkCount.Should().Be(60);
    }

    [Test]
    public void Users_that_wait_must_be_waited_for_when_the_run_ends_early()
    {
        var server = new Server(_ => Given.Second);

        var stats = Given.Scenario(
            context =>
            {
                if (context.InvocationNumber == 3)
                {
                    context.StopCurrentTest("enough");
                }

                return server.Answer(context);
            },
            Simulation.KeepConstant(5, 60 * Given.Second)).Run();

        (stats.AllOkCount, stats.AllFailCount).Should().Be((server.Asked.Count, 0));
    }

    private static ScenarioProps Named(string name, LoadSimulation load, Action<IScenarioContext> tenth) => Scenario.Create(name, async context =>
    {
        await Task.Yield();
        if (context.InvocationNumber == 10)
        {
            tenth(context);
        }

        await Task.Delay(5);
        return Response.Ok();
    }).WithoutWarmUp().WithLoadSimulations(load);
}
