namespace NBomber.Contracts.Stats;

/// <summary>What was measured of all successes, or of all failures.</summary>
public sealed record MeasurementStats
{
    /// <summary>How many.</summary>
    public required RequestStats Request { get; set; }

    /// <summary>How long.</summary>
    public required LatencyStats Latency { get; set; }

    /// <summary>How large.</summary>
    public required DataTransferStats DataTransfer { get; set; }

    /// <summary>One for each code that was given, the most frequent first.</summary>
    public required StatusCodeStats[] StatusCodes { get; set; }
}
