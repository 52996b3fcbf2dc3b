namespace NBomber.Contracts.Stats;

/// <summary>Sizes of responses in bytes, 0 where there were none. Percentiles are within 0.1 %.</summary>
public sealed record DataTransferStats
{
    /// <summary>Smallest.</summary>
    public required long MinBytes { get; set; }

    /// <summary>Mean.</summary>
    public required long MeanBytes { get; set; }

    /// <summary>Largest.</summary>
    public required long MaxBytes { get; set; }

    /// <summary>Median.</summary>
    public required long Percent50 { get; set; }

    /// <summary>75th percentile.</summary>
    public required long Percent75 { get; set; }

    /// <summary>95th percentile.</summary>
    public required long Percent95 { get; set; }

    /// <summary>99th percentile.</summary>
    public required long Percent99 { get; set; }

    /// <summary>Standard deviation of the population.</summary>
    public required double StdDev { get; set; }

    /// <summary>Sum.</summary>
    public required long AllBytes { get; set; }
}
