using System.Numerics;

namespace NBomber.Run;

/// <summary>
/// Counts of whole numbers from 0 to 2^42 in buckets whose width is at most 1/128 of their value: constant relative error,
/// a few kilobytes whatever the range. Not safe for several threads.
/// </summary>
internal sealed class Histogram
{
    private const int SubBits = 7;
    private const long Highest = 1L << 42;
    private long[] _counts = [];
    private double _mean;
    private double _squares;

    public long Count { get; private set; }

    public long Sum { get; private set; }

    public long Min { get; private set; }

    public long Max { get; private set; }

    public double Mean => _mean;

    public double StdDev => Count == 0 ? 0 : Math.Sqrt(_squares / Count);

    public void Add(long value)
    {
        value = Math.Clamp(value, 0, Highest);
        var bucket = BucketOf(value);
        if (bucket >= _counts.Length)
        {
            Array.Resize(ref _counts, bucket + (1 << SubBits));
        }

        _counts[bucket]++;
        Min = Count == 0 ? value : Math.Min(Min, value);
        Max = Math.Max(Max, value);
        Sum += value;
        Count++;
        // Welford: a sum of squares would lose its digits.
        var off = value - _mean;
        _mean += off / Count;
        _squares += off * (value - _mean);
    }

    /// <summary>The smallest value that so many percent of all values do not exceed (nearest rank), 0 where there are none.</summary>
    public double Percentile(double percent)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(percent / 100 * Count));
        long seen = 0;
        for (var bucket = 0; bucket < _counts.Length; bucket++)
        {
            seen += _counts[bucket];
            if (seen >= rank)
            {
                return Math.Clamp(MiddleOf(bucket), Min, Max);
            }
        }

        return 0;
    }

    // Below 256 a bucket is a value. Above, each power of two has 128 buckets.
    private static int BucketOf(long value)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)value) - SubBits);
        return (shift << SubBits) + (int)(value >> shift);
    }

    private static double MiddleOf(int bucket)
    {
        var shift = Math.Max(0, (bucket >> SubBits) - 1);
        var lowest = (long)(bucket - (shift << SubBits)) << shift;
        return lowest + (((1L << shift) - 1) / 2.0);
    }
}
