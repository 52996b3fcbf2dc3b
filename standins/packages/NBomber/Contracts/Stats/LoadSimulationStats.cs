namespace NBomber.Contracts.Stats;

/// <summary>The stretch of load that is, or was last, under way.</summary>
public sealed record LoadSimulationStats
{
    /// <summary>Such as <c>keep_constant</c>.</summary>
    public required string SimulationName { get; set; }

    /// <summary>Its number of copies, or its rate per interval.</summary>
    public required int Value { get; set; }
}
