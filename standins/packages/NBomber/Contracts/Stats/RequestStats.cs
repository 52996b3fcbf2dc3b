namespace NBomber.Contracts.Stats;

/// <summary>How many.</summary>
public sealed record RequestStats
{
    /// <summary>Number.</summary>
    public required int Count { get; init; }

    /// <summary>Number per second of the scenario's duration.</summary>
    public required double RPS { get; init; }

    /// <summary>Share of successes and failures together, in percent, rounded.</summary>
    public required int Percent { get; init; }
}
