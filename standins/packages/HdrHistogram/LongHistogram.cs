namespace HdrHistogram;

/// <summary>The histogram with counts of 64 bits.</summary>
public class LongHistogram : HistogramBase
{
    /// <summary>An empty histogram from 1 on.</summary>
    /// <param name="highestTrackableValue">At least 2.</param>
    /// <param name="numberOfSignificantValueDigits">0 to 5.</param>
    /// <exception cref="ArgumentException">One of them is out of its range.</exception>
    public LongHistogram(long highestTrackableValue, int numberOfSignificantValueDigits)
        : base(1, highestTrackableValue, numberOfSignificantValueDigits)
    {
    }

    /// <summary>An empty histogram.</summary>
    /// <param name="lowestTrackableValue">From 1; smaller values are rounded to the power of two below it.</param>
    /// <param name="highestTrackableValue">At least twice the lowest.</param>
    /// <param name="numberOfSignificantValueDigits">0 to 5.</param>
    /// <exception cref="ArgumentException">One of them is out of its range.</exception>
    public LongHistogram(long lowestTrackableValue, long highestTrackableValue, int numberOfSignificantValueDigits)
        : base(lowestTrackableValue, highestTrackableValue, numberOfSignificantValueDigits)
    {
    }
}
