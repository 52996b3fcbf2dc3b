using NBomber.Contracts;

namespace NBomber.CSharp;

/// <summary>Scenarios: what a virtual user does, and how many of them there are when. What does not fit is refused when the run starts.</summary>
public static class Scenario
{
    /// <summary>A scenario with the defaults: 30 s of warm-up, one virtual user for a minute, at most 5000 failures.</summary>
    /// <param name="name">Unique within a run.</param>
    /// <param name="run">One iteration. An exception counts as a failure "-101", a cancelled operation as "-100".</param>
    public static ScenarioProps Create(string name, Func<IScenarioContext, Task<IResponse>> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new ScenarioProps(name, run);
    }

    /// <summary>A scenario that makes no load: only its init and clean run.</summary>
    public static ScenarioProps Empty(string name) => new(name, run: null);

    /// <summary>Runs once, before all load; when it throws, no load starts and the run throws.</summary>
    public static ScenarioProps WithInit(this ScenarioProps scenario, Func<IScenarioInitContext, Task> initFunc) => scenario with { Init = initFunc };

    /// <summary>Runs once, after all load, also when it failed; what it throws goes to standard error and to the log.</summary>
    public static ScenarioProps WithClean(this ScenarioProps scenario, Func<IScenarioInitContext, Task> cleanFunc) => scenario with { Clean = cleanFunc };

    /// <summary>Before the load, its first simulation runs for so long without being measured. Not longer than the load itself.</summary>
    public static ScenarioProps WithWarmUpDuration(this ScenarioProps scenario, TimeSpan duration) => scenario with { WarmUp = duration };

    /// <summary>The load starts cold.</summary>
    public static ScenarioProps WithoutWarmUp(this ScenarioProps scenario) => scenario with { WarmUp = TimeSpan.Zero };

    /// <summary>The load, one simulation after the other.</summary>
    public static ScenarioProps WithLoadSimulations(this ScenarioProps scenario, params LoadSimulation[] loadSimulations) =>
        scenario with { Simulations = [.. loadSimulations] };

    /// <summary>Conditions on the statistics; one that fails is told by <see cref="Contracts.Stats.NodeStats.Thresholds"/>.</summary>
    public static ScenarioProps WithThresholds(this ScenarioProps scenario, params Threshold[] thresholds) => scenario with { Thresholds = [.. thresholds] };

    /// <summary>Whether a failed step ends its iteration, which then counts as failed too; the default is true.</summary>
    public static ScenarioProps WithRestartIterationOnFail(this ScenarioProps scenario, bool shouldRestart) =>
        scenario with { RestartIterationOnFail = shouldRestart };

    /// <summary>So many failed iterations end the whole run early.</summary>
    public static ScenarioProps WithMaxFailCount(this ScenarioProps scenario, int maxFailCount) => scenario with { MaxFailCount = maxFailCount };

    /// <summary>All scenarios with a weight share one load, which has to be the same for all of them: each iteration is one of them, drawn by weight.</summary>
    public static ScenarioProps WithWeight(this ScenarioProps scenario, int weight) => scenario with { Weight = weight };
}
