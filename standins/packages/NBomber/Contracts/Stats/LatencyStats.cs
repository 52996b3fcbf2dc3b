namespace NBomber.Contracts.Stats;

/// <summary>Latencies in milliseconds, 0 where there were none. Percentiles are within 0.4 %; minimum, mean, maximum and deviation are exact.</summary>
public sealed record LatencyStats
{
    /// <summary>Shortest.</summary>
    public required double MinMs { get; init; }

    /// <summary>Mean.</summary>
    public required double MeanMs { get; init; }

    /// <summary>Longest.</summary>
    public required double MaxMs { get; init; }

    /// <summary>Median.</summary>
    public required double Percent50 { get; init; }

    /// <summary>75th percentile.</summary>
    public required double Percent75 { get; init; }

    /// <summary>95th percentile.</summary>
    public required double Percent95 { get; init; }

    /// <summary>99th percentile.</summary>
    public required double Percent99 { get; init; }

    /// <summary>Standard deviation of the population.</summary>
    public required double StdDev { get; init; }
}
