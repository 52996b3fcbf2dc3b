namespace NBomber.Contracts;

/// <summary>A scenario with its settings; made by <see cref="CSharp.Scenario"/>.</summary>
public sealed record ScenarioProps
{
    internal static readonly TimeSpan DefaultWarmUp = TimeSpan.FromSeconds(30);

    internal ScenarioProps(string name, Func<IScenarioContext, Task<IResponse>>? run)
    {
        ScenarioName = name;
        Run = run;
    }

    /// <summary>Name, unique within a run.</summary>
    public string ScenarioName { get; }

    internal Func<IScenarioContext, Task<IResponse>>? Run { get; }

    internal Func<IScenarioInitContext, Task>? Init { get; init; }

    internal Func<IScenarioInitContext, Task>? Clean { get; init; }

    // Null: the default, or as long as the scenario where that is shorter.
    internal TimeSpan? WarmUp { get; init; }

    internal IReadOnlyList<LoadSimulation> Simulations { get; init; } = [new LoadSimulation.Copies(1, Ramp: false, TimeSpan.FromMinutes(1))];

    internal IReadOnlyList<Threshold> Thresholds { get; init; } = [];

    internal bool RestartIterationOnFail { get; init; } = true;

    internal int MaxFailCount { get; init; } = 5000;

    internal int? Weight { get; init; }
}
