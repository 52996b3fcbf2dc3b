namespace HdrHistogram.Iteration;

/// <summary>A bucket with counts.</summary>
public sealed class HistogramIterationValue
{
    internal HistogramIterationValue(long from, long to, long count, long total, double percentile) =>
        (ValueIteratedFrom, ValueIteratedTo, CountAddedInThisIterationStep, TotalCountToThisValue, Percentile) = (from, to, count, total, percentile);

    /// <summary>Largest value of the bucket before; 0 for the first.</summary>
    public long ValueIteratedFrom { get; }

    /// <summary>Largest value of this bucket.</summary>
    public long ValueIteratedTo { get; }

    /// <summary>Number of values in it.</summary>
    public long CountAddedInThisIterationStep { get; }

    /// <summary>Number of values in it and below.</summary>
    public long TotalCountToThisValue { get; }

    /// <summary>Share of values in it and below, 0 to 100.</summary>
    public double Percentile { get; }
}
