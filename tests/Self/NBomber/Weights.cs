using FluentAssertions;
using NBomber.Contracts;
using NBomber.CSharp;
using NUnit.Framework;

namespace Archiv.Tests.Self.NBomber;

/// <summary>Scenarios that share one load by weight, beside those that do not.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class Weights
{
    private readonly LoadSimulation _load = Simulation.Inject(rate: 500, interval: Given.Second, during: 2 * Given.Second);

    [Test]
    public void A_shared_load_must_be_split_by_weight()
    {
        var stats = NBomberRunner.RegisterScenarios(Named("read").WithWeight(80), Named("alone"), Named("write").WithWeight(20)).WithoutReports().Run();

        var (read, write) = (stats.ScenarioStats.Get("read").AllOkCount, stats.ScenarioStats.Get("write").AllOkCount);
        (read + write).Should().Be(1000, "they share one load");
        // Binomial: mean 800, deviation 12.6.
        read.Should().BeInRange(800 - 63, 800 + 63);
        stats.ScenarioStats.Get("alone").AllOkCount.Should().Be(1000);
        stats.ScenarioStats.Select(s => s.ScenarioName).Should().Equal("read", "alone", "write");
    }

    [Test]
    public void Only_targets_must_run()
    {
        var stats = NBomberRunner.RegisterScenarios(Named("one"), Named("two")).WithTargetScenarios("two").WithoutReports().Run();

        stats.ScenarioStats.Select(s => s.ScenarioName).Should().Equal("two");
    }

    private ScenarioProps Named(string name) => Scenario.Create(name, _ => Task.FromResult<IResponse>(Response.Ok())).WithoutWarmUp().WithLoadSimulations(_load);
}
