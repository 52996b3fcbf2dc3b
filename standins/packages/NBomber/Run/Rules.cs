using NBomber.Contracts;

namespace NBomber.Run;

/// <summary>What a run may look like. Checked when it starts, as the original does, so that a test fails in its <c>Run</c> and not while fixtures are made.</summary>
internal static class Rules
{
    private static readonly TimeSpan LeastInterval = TimeSpan.FromSeconds(5);

    public static void Check(NBomberContext context)
    {
        Require(context.Registered.Count > 0, "no scenario was registered");
        Require(context.Registered.All(s => !string.IsNullOrWhiteSpace(s.ScenarioName)), "a scenario has no name");
        var twice = context.Registered.CountBy(s => s.ScenarioName).Where(n => n.Value > 1).Select(n => n.Key).ToList();
        Require(twice.Count == 0, $"several scenarios have the name '{string.Join("', '", twice)}'");
        var missing = (context.Targets ?? []).Except(context.Registered.Select(s => s.ScenarioName)).ToList();
        Require(missing.Count == 0, $"target scenarios that were not registered: '{string.Join("', '", missing)}'");
        Require(context.ReportingInterval >= LeastInterval, $"the reporting interval is shorter than {LeastInterval.TotalSeconds} s");
        CheckFile(context.ReportFileName, "file name", Path.GetInvalidFileNameChars());
        CheckFile(context.ReportFolder, "folder", Path.GetInvalidPathChars());
        foreach (var scenario in context.Scenarios)
        {
            Check(scenario);
        }

        var weighted = context.Scenarios.Where(s => s.Weight is not null).ToList();
        Require(weighted.All(s => s.Simulations.SequenceEqual(weighted[0].Simulations)), "scenarios with a weight have different load simulations");
    }

    private static void Check(ScenarioProps scenario)
    {
        var name = scenario.ScenarioName;
        Require(scenario.Run is not null || scenario.Init is not null || scenario.Clean is not null, $"the empty scenario '{name}' has neither init nor clean");
        Require(scenario.Weight is null or > 0, $"scenario '{name}': a weight is above 0");
        Require(scenario.Simulations.Count > 0, $"scenario '{name}' has no load simulation");
        foreach (var simulation in scenario.Simulations)
        {
            var problem = SimulationRules.Problem(simulation);
            Require(problem is null, $"scenario '{name}', {simulation.Name}: {problem}");
        }

        var counted = scenario.Simulations.Any(s => s is LoadSimulation.CopiesOnce or LoadSimulation.ArrivalsOnce);
        Require(!counted || scenario.Simulations.Count == 1, $"scenario '{name}': a simulation with a number of iterations stands alone");
        Require(scenario.WarmUp is null || scenario.WarmUp >= TimeSpan.Zero, $"scenario '{name}': the warm-up is negative");
        Require(
            counted || scenario.WarmUp is null || scenario.WarmUp <= Plan.Length(scenario.Simulations),
            $"scenario '{name}': the warm-up of {scenario.WarmUp} is longer than the load");
    }

    private static void CheckFile(string? name, string what, char[] invalid)
    {
        Require(name is null || !string.IsNullOrWhiteSpace(name), $"the report {what} is empty");
        Require(name is null || name.IndexOfAny(invalid) < 0, $"the report {what} '{name}' has characters that cannot be in one");
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw Failure.Of(message);
        }
    }
}
