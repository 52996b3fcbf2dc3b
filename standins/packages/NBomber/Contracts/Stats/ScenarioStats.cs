namespace NBomber.Contracts.Stats;

/// <summary>Outcome of a scenario; warm-up is not part of it.</summary>
public sealed record ScenarioStats
{
    /// <summary>Name of the scenario.</summary>
    public required string ScenarioName { get; set; }

    /// <summary>Iterations that succeeded. An injected iteration's latency counts from the moment at which it was due.</summary>
    public required MeasurementStats Ok { get; set; }

    /// <summary>Iterations that failed, those among them that had not ended when the run did ("-100").</summary>
    public required MeasurementStats Fail { get; set; }

    /// <summary>One for each step, in the order of their first use.</summary>
    public required StepStats[] StepStats { get; set; }

    /// <summary>The stretch of load that is, or was last, under way.</summary>
    public required LoadSimulationStats LoadSimulationStats { get; set; }

    /// <summary>What the scenario is doing.</summary>
    public required OperationType CurrentOperation { get; set; }

    /// <summary>Iterations, whatever came of them.</summary>
    public required int AllRequestCount { get; set; }

    /// <summary>Iterations that succeeded.</summary>
    public required int AllOkCount { get; set; }

    /// <summary>Iterations that failed.</summary>
    public required int AllFailCount { get; set; }

    /// <summary>Bytes of all responses, of steps and of the iterations themselves.</summary>
    public required long AllBytes { get; set; }

    /// <summary>Length of the load, without waiting for the last iterations.</summary>
    public required TimeSpan Duration { get; set; }

    /// <summary>Place among the scenarios, in the order of registration.</summary>
    public required int SortIndex { get; set; }
}
