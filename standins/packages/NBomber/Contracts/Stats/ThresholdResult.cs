namespace NBomber.Contracts.Stats;

/// <summary>What came of a threshold.</summary>
public sealed record ThresholdResult
{
    /// <summary>The scenario it belongs to.</summary>
    public required string ScenarioName { get; set; }

    /// <summary>The step it is about; empty where it is about the scenario.</summary>
    public required string StepName { get; set; }

    /// <summary>The check as text.</summary>
    public required string CheckExpression { get; set; }

    /// <summary>The message of the last exception that the check threw; empty where it threw none.</summary>
    public required string ExceptionMsg { get; set; }

    /// <summary>How many checks failed.</summary>
    public required int ErrorCount { get; set; }

    /// <summary>Whether one did.</summary>
    public required bool IsFailed { get; set; }
}
