using HdrHistogram;

namespace NBomber.Run;

/// <summary>A histogram of three digits with exact minimum, mean, maximum, sum and deviation. Not safe for several threads.</summary>
internal sealed class Distribution(long highest)
{
    private double _squares;

    public LongHistogram Histogram { get; } = new(highest, numberOfSignificantValueDigits: 3);

    public long Count => Histogram.TotalCount;

    public long Sum { get; private set; }

    public long Min { get; private set; }

    public long Max { get; private set; }

    public double Mean { get; private set; }

    public double StdDev => Count == 0 ? 0 : Math.Sqrt(_squares / Count);

    public void Add(long value)
    {
        value = Math.Clamp(value, 0, highest);
        Min = Count == 0 ? value : Math.Min(Min, value);
        Max = Math.Max(Max, value);
        Sum += value;
        Histogram.RecordValue(value);
        // Welford: a sum of squares would lose its digits.
        var off = value - Mean;
        Mean += off / Count;
        _squares += off * (value - Mean);
    }

    public long Percentile(double percent) => Math.Clamp(Histogram.GetValueAtPercentile(percent), Min, Max);

    /// <summary>Number of values up to this one.</summary>
    public int UpTo(long value) => (int)Histogram.RecordedValues().TakeWhile(v => v.ValueIteratedTo <= value).Sum(v => v.CountAddedInThisIterationStep);
}
