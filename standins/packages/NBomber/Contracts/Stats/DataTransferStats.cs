namespace NBomber.Contracts.Stats;

/// <summary>Sizes of responses in bytes, 0 where there were none. Percentiles are within 0.4 %.</summary>
public sealed record DataTransferStats
{
    /// <summary>Smallest.</summary>
    public required long MinBytes { get; init; }

    /// <summary>Mean.</summary>
    public required long MeanBytes { get; init; }

    /// <summary>Largest.</summary>
    public required long MaxBytes { get; init; }

    /// <summary>Median.</summary>
    public required long Percent50 { get; init; }

    /// <summary>75th percentile.</summary>
    public required long Percent75 { get; init; }

    /// <summary>95th percentile.</summary>
    public required long Percent95 { get; init; }

    /// <summary>99th percentile.</summary>
    public required long Percent99 { get; init; }

    /// <summary>Standard deviation of the population.</summary>
    public required double StdDev { get; init; }

    /// <summary>Sum.</summary>
    public required long AllBytes { get; init; }
}
