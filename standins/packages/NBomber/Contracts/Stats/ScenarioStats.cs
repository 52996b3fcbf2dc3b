namespace NBomber.Contracts.Stats;

/// <summary>Outcome of a scenario; warm-up is not part of it.</summary>
public sealed record ScenarioStats
{
    /// <summary>Name of the scenario.</summary>
    public required string ScenarioName { get; init; }

    /// <summary>Iterations that succeeded. An injected iteration's latency counts from the moment at which it was due.</summary>
    public required MeasurementStats Ok { get; init; }

    /// <summary>Iterations that failed, those among them that had not ended when the run did ("-100").</summary>
    public required MeasurementStats Fail { get; init; }

    /// <summary>One for each step, in the order of their first use.</summary>
    public required StepStats[] StepStats { get; init; }

    /// <summary>Iterations, whatever came of them.</summary>
    public required int AllRequestCount { get; init; }

    /// <summary>Iterations that succeeded.</summary>
    public required int AllOkCount { get; init; }

    /// <summary>Iterations that failed.</summary>
    public required int AllFailCount { get; init; }

    /// <summary>Bytes of all responses, of steps and of the iterations themselves.</summary>
    public required long AllBytes { get; init; }

    /// <summary>Length of the load, without waiting for the last iterations.</summary>
    public required TimeSpan Duration { get; init; }
}
