namespace NBomber.Contracts.Stats;

/// <summary>Outcome of a step. Its latency counts from its start; the first step of an injected iteration also has the time by which that began late.</summary>
public sealed record StepStats
{
    /// <summary>Name of the step.</summary>
    public required string StepName { get; set; }

    /// <summary>Runs that succeeded.</summary>
    public required MeasurementStats Ok { get; set; }

    /// <summary>Runs that failed.</summary>
    public required MeasurementStats Fail { get; set; }

    /// <summary>Place among the steps, in the order of their first use.</summary>
    public required int SortIndex { get; set; }
}
