namespace NBomber.Contracts.Stats;

/// <summary>Latencies in milliseconds, 0 where there were none. Percentiles are within 0.1 %; minimum, mean, maximum and deviation are exact.</summary>
public sealed record LatencyStats
{
    /// <summary>Shortest.</summary>
    public required double MinMs { get; set; }

    /// <summary>Mean.</summary>
    public required double MeanMs { get; set; }

    /// <summary>Longest.</summary>
    public required double MaxMs { get; set; }

    /// <summary>Median.</summary>
    public required double Percent50 { get; set; }

    /// <summary>75th percentile.</summary>
    public required double Percent75 { get; set; }

    /// <summary>95th percentile.</summary>
    public required double Percent95 { get; set; }

    /// <summary>99th percentile.</summary>
    public required double Percent99 { get; set; }

    /// <summary>Standard deviation of the population.</summary>
    public required double StdDev { get; set; }

    /// <summary>How many were fast, slow and very slow.</summary>
    public required LatencyCount LatencyCount { get; set; }
}
