namespace NBomber.Contracts.Stats;

/// <summary>Latencies by the borders of 800 and 1200 ms.</summary>
public sealed record LatencyCount
{
    /// <summary>At most 800 ms.</summary>
    public required int LessOrEq800 { get; set; }

    /// <summary>Between the two.</summary>
    public required int More800Less1200 { get; set; }

    /// <summary>At least 1200 ms.</summary>
    public required int MoreOrEq1200 { get; set; }
}
