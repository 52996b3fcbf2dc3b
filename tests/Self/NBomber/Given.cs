using NBomber.Contracts;
using NBomber.Contracts.Stats;
using NBomber.CSharp;

namespace Archiv.Tests.Self.NBomber;

/// <summary>Runs that need no words. Simulations last a second at least, as the original demands.</summary>
internal static class Given
{
    public static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static LoadSimulation Once => Simulation.Inject(rate: 1, interval: Second, during: Second);

    public static ScenarioProps Scenario(Func<IScenarioContext, Task<IResponse>> run, params LoadSimulation[] load) =>
        global::NBomber.CSharp.Scenario.Create("scenario", run).WithoutWarmUp().WithLoadSimulations(load);

    public static NBomberContext Runner(this ScenarioProps scenario) => NBomberRunner.RegisterScenarios(scenario).WithoutReports();

    public static ScenarioStats Run(this ScenarioProps scenario) => scenario.Runner().Run().ScenarioStats.Get("scenario");
}
