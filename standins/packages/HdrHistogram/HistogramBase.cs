using System.Numerics;
using HdrHistogram.Iteration;

namespace HdrHistogram;

/// <summary>
/// Counts of whole numbers from 0 on, in buckets whose width is a fixed share of their values: so many significant digits, whatever the range.
/// Two histograms of the same range and digits have the same buckets and merge without loss. Not safe for several threads.
/// </summary>
public abstract class HistogramBase
{
    private readonly int _unit;
    private readonly int _halfBits;
    private readonly int _length;
    private long[] _counts = [];

    /// <summary>An empty histogram.</summary>
    /// <param name="lowestTrackableValue">From 1; smaller values are rounded to the power of two below it.</param>
    /// <param name="highestTrackableValue">At least twice the lowest.</param>
    /// <param name="numberOfSignificantValueDigits">0 to 5.</param>
    /// <exception cref="ArgumentException">One of them is out of its range.</exception>
    protected HistogramBase(long lowestTrackableValue, long highestTrackableValue, int numberOfSignificantValueDigits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lowestTrackableValue, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(highestTrackableValue, 2 * lowestTrackableValue);
        ArgumentOutOfRangeException.ThrowIfNegative(numberOfSignificantValueDigits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(numberOfSignificantValueDigits, 5);
        (LowestTrackableValue, HighestTrackableValue, NumberOfSignificantValueDigits) =
            (lowestTrackableValue, highestTrackableValue, numberOfSignificantValueDigits);
        _unit = BitOperations.Log2((ulong)lowestTrackableValue);
        // So many buckets per power of two that the last of the digits is told apart over all of it.
        _halfBits = Math.Max(0, BitOperations.Log2((ulong)(2 * Math.Pow(10, numberOfSignificantValueDigits)) - 1));
        _length = IndexOf(highestTrackableValue) + 1;
    }

    /// <summary>As given.</summary>
    public long LowestTrackableValue { get; }

    /// <summary>As given.</summary>
    public long HighestTrackableValue { get; }

    /// <summary>As given.</summary>
    public int NumberOfSignificantValueDigits { get; }

    /// <summary>Number of values.</summary>
    public long TotalCount { get; private set; }

    /// <summary>Counts a value.</summary>
    /// <exception cref="IndexOutOfRangeException">It is negative or above the highest.</exception>
    public void RecordValue(long value) => RecordValueWithCount(value, 1);

    /// <summary>Counts a value several times.</summary>
    /// <exception cref="IndexOutOfRangeException">It is negative or above the highest.</exception>
    public void RecordValueWithCount(long value, long count)
    {
        var index = value < 0 ? _length : IndexOf(value);
        if (index >= _counts.Length)
        {
            Grow(index, value);
        }

        _counts[index] += count;
        TotalCount += count;
    }

    /// <summary>Adds all counts of another histogram; without loss where range and digits are the same.</summary>
    /// <exception cref="IndexOutOfRangeException">It has values that this one has no room for.</exception>
    public virtual void Add(HistogramBase fromHistogram)
    {
        ArgumentNullException.ThrowIfNull(fromHistogram);
        foreach (var value in fromHistogram.RecordedValues())
        {
            RecordValueWithCount(value.ValueIteratedTo, value.CountAddedInThisIterationStep);
        }
    }

    /// <summary>Forgets all values.</summary>
    public void Reset()
    {
        Array.Clear(_counts);
        TotalCount = 0;
    }

    /// <summary>The largest value of the bucket in which the percentile lies (nearest rank), 0 for an empty histogram.</summary>
    /// <param name="percentile">0 to 100.</param>
    public long GetValueAtPercentile(double percentile)
    {
        var rank = Math.Max(1, (long)((Math.Clamp(percentile, 0, 100) / 100 * TotalCount) + 0.5));
        for (var (index, seen) = (0, 0L); index < _counts.Length; index++)
        {
            seen += _counts[index];
            if (seen >= rank)
            {
                return HighestOf(index);
            }
        }

        return 0;
    }

    /// <summary>Number of values in the bucket of this one.</summary>
    public long GetCountAtValue(long value) => IndexOf(value) is var index && index < _counts.Length ? _counts[index] : 0;

    /// <summary>The smallest value that is counted in the same bucket.</summary>
    public long LowestEquivalentValue(long value) => LowestOf(IndexOf(value));

    /// <summary>The largest value that is counted in the same bucket.</summary>
    public long HighestEquivalentValue(long value) => HighestOf(IndexOf(value));

    /// <summary>The value in the middle of its bucket.</summary>
    public long MedianEquivalentValue(long value) => LowestEquivalentValue(value) + ((HighestEquivalentValue(value) + 1 - LowestEquivalentValue(value)) / 2);

    /// <summary>The buckets that have counts, in ascending order.</summary>
    public IEnumerable<HistogramIterationValue> RecordedValues()
    {
        for (var (index, from, total) = (0, 0L, 0L); index < _counts.Length; index++)
        {
            if (_counts[index] == 0)
            {
                continue;
            }

            total += _counts[index];
            yield return new(from, HighestOf(index), _counts[index], total, 100.0 * total / TotalCount);
            from = HighestOf(index);
        }
    }

    // Below 2^(halfBits + 1) a bucket is one unit; above, each power of two has 2^halfBits buckets.
    private int IndexOf(long value)
    {
        var units = value >> _unit;
        var shift = Math.Max(0, BitOperations.Log2((ulong)units) - _halfBits);
        return (shift << _halfBits) + (int)(units >> shift);
    }

    private long LowestOf(int index) => (long)(index - (ShiftOf(index) << _halfBits)) << (ShiftOf(index) + _unit);

    private long HighestOf(int index) => LowestOf(index) + (1L << (ShiftOf(index) + _unit)) - 1;

    private int ShiftOf(int index) => Math.Max(0, (index >> _halfBits) - 1);

    // Memory follows the largest value, not the range.
    private void Grow(int index, long value)
    {
        if (index >= _length)
        {
#pragma warning disable CA2201 // The original throws just this.
            throw new IndexOutOfRangeException($"{value} is not between 0 and {HighestTrackableValue}");
#pragma warning restore CA2201
        }

        Array.Resize(ref _counts, Math.Min(_length, index + (1 << _halfBits)));
    }
}
