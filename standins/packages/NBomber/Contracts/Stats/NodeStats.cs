namespace NBomber.Contracts.Stats;

/// <summary>Outcome of a run. Counts are iterations of scenarios; steps are counted with their scenario.</summary>
public sealed record NodeStats
{
    /// <summary>One for each scenario, in the order of registration.</summary>
    public required ScenarioStats[] ScenarioStats { get; init; }

    /// <summary>The run.</summary>
    public required TestInfo TestInfo { get; init; }

    /// <summary>Iterations, whatever came of them.</summary>
    public required int AllRequestCount { get; init; }

    /// <summary>Iterations that succeeded.</summary>
    public required int AllOkCount { get; init; }

    /// <summary>Iterations that failed.</summary>
    public required int AllFailCount { get; init; }

    /// <summary>Bytes of all responses.</summary>
    public required long AllBytes { get; init; }

    /// <summary>The longest of the scenarios.</summary>
    public required TimeSpan Duration { get; init; }
}
