namespace NBomber.Contracts.Stats;

/// <summary>How many.</summary>
public sealed record RequestStats
{
    /// <summary>Number.</summary>
    public required int Count { get; set; }

    /// <summary>Number per second of the scenario's duration.</summary>
    public required double RPS { get; set; }

    /// <summary>Share of successes and failures together, in percent, rounded.</summary>
    public required int Percent { get; set; }
}
