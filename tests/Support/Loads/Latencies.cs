using HdrHistogram;

namespace Archiv.Tests.Support.Loads;

/// <summary>
/// Latencies from 100 ns to 10 minutes in buckets of three digits. What several runs or machines measured is merged without loss, which percentiles
/// cannot be. Safe for several threads.
/// </summary>
public sealed class Latencies
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);
    private readonly Lock _lock = new();
    private readonly LongHistogram _ticks = new(Longest.Ticks, numberOfSignificantValueDigits: 3);

    /// <summary>How many.</summary>
    public long Count
    {
        get
        {
            lock (_lock)
            {
                return _ticks.TotalCount;
            }
        }
    }

    /// <summary>Latencies as they were exported.</summary>
    public static Latencies Of(IEnumerable<Bucket> buckets)
    {
        var latencies = new Latencies();
        latencies.Add(buckets);
        return latencies;
    }

    /// <summary>Adds one; above 10 minutes it counts as 10 minutes.</summary>
    public void Add(TimeSpan latency)
    {
        lock (_lock)
        {
            _ticks.RecordValue(Math.Clamp(latency.Ticks, 0, Longest.Ticks));
        }
    }

    /// <summary>Adds all that were exported elsewhere.</summary>
    public void Add(IEnumerable<Bucket> buckets)
    {
        ArgumentNullException.ThrowIfNull(buckets);
        lock (_lock)
        {
            foreach (var bucket in buckets)
            {
                // The largest value of the last bucket may be above the longest latency.
                _ticks.RecordValueWithCount(Math.Min(bucket.Ticks, Longest.Ticks), bucket.Count);
            }
        }
    }

    /// <summary>The latency that so many percent do not exceed (nearest rank), within 0.1 %; zero where there are none.</summary>
    public TimeSpan Percentile(double percent)
    {
        lock (_lock)
        {
            return new(_ticks.GetValueAtPercentile(percent));
        }
    }

    /// <summary>All buckets that have counts, in ascending order.</summary>
    public IReadOnlyList<Bucket> Export()
    {
        lock (_lock)
        {
            return [.. _ticks.RecordedValues().Select(v => new Bucket(v.ValueIteratedTo, v.CountAddedInThisIterationStep))];
        }
    }
}
