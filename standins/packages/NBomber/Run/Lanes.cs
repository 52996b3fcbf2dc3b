using NBomber.Contracts;

namespace NBomber.Run;

/// <summary>Which scenarios share a load: those with a weight; every other one has its own. Empty scenarios have none.</summary>
internal static class Lanes
{
    public static IReadOnlyList<Load> Loads(Session session, IEnumerable<ScenarioProps> scenarios, ScenarioOperation operation)
    {
        var lanes = scenarios.Select((s, i) => s.Run is null ? null : new Lane(s, i, s.Run)).OfType<Lane>().ToList();
        var groups = lanes.GroupBy(l => l.Scenario.Weight is null ? l.Order : -1);
        return [.. groups.Select(g => new Load([.. g], operation, Simulations(g.First().Scenario, operation), session))];
    }

    /// <summary>As given, else 30 s, but not longer than the load.</summary>
    public static TimeSpan WarmUp(ScenarioProps scenario)
    {
        var length = Plan.Length(scenario.Simulations);
        return scenario.WarmUp ?? (length > TimeSpan.Zero && length < ScenarioProps.DefaultWarmUp ? length : ScenarioProps.DefaultWarmUp);
    }

    private static IReadOnlyList<LoadSimulation> Simulations(ScenarioProps scenario, ScenarioOperation operation) =>
        operation == ScenarioOperation.Bombing ? scenario.Simulations : [WarmingUp(scenario.Simulations, WarmUp(scenario))];

    private static LoadSimulation WarmingUp(IReadOnlyList<LoadSimulation> simulations, TimeSpan during) =>
        (simulations.FirstOrDefault(s => s is not LoadSimulation.Idle) ?? simulations[0]) switch
        {
            LoadSimulation.CopiesOnce s => new LoadSimulation.Copies(s.Count, Ramp: false, during),
            LoadSimulation.ArrivalsOnce s => new LoadSimulation.Arrivals(s.Rate, s.Interval, Ramp: false, during),
            var s => s with { During = during },
        };
}
