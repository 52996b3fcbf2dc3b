namespace HdrHistogram;

/// <summary>Statistics of a histogram; as exact as its buckets.</summary>
public static class HistogramExtensions
{
    /// <summary>The mean, each value taken as the middle of its bucket; 0 for an empty histogram.</summary>
    public static double GetMean(this HistogramBase histogram)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        return histogram.TotalCount == 0
            ? 0
            : histogram.RecordedValues().Sum(v => (double)histogram.MedianEquivalentValue(v.ValueIteratedTo) * v.CountAddedInThisIterationStep) / histogram.TotalCount;
    }

    /// <summary>The standard deviation of the population; 0 for an empty histogram.</summary>
    public static double GetStdDeviation(this HistogramBase histogram)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        var mean = histogram.GetMean();
        return histogram.TotalCount == 0
            ? 0
            : Math.Sqrt(histogram.RecordedValues().Sum(v => Math.Pow(histogram.MedianEquivalentValue(v.ValueIteratedTo) - mean, 2) * v.CountAddedInThisIterationStep) / histogram.TotalCount);
    }

    /// <summary>The largest value of the last bucket with a count; 0 for an empty histogram.</summary>
    public static long GetMaxValue(this HistogramBase histogram)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        return histogram.RecordedValues().LastOrDefault()?.ValueIteratedTo ?? 0;
    }
}
