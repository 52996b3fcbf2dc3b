using System.Numerics;

namespace Archiv.Tests.Support.Evidence;

/// <summary>
/// Times in buckets at most 1/128 of their value wide, from a microsecond on: percentiles are right to 0.8 %, and the sum of two histograms is
/// the histogram of all their values. In JSON a bucket is its lowest value in microseconds and how many fell into it.
/// </summary>
/// <param name="Buckets">Lowest value of the bucket in microseconds, and its count; in the order of values, empty buckets left out.</param>
public sealed record LatencyHistogram(IReadOnlyList<IReadOnlyList<long>> Buckets)
{
    private const int SubBits = 7;

    /// <summary>How many values it holds.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public long Count => Buckets.Sum(bucket => bucket[1]);

    /// <summary>Sorts times into buckets.</summary>
    public static LatencyHistogram Of(IEnumerable<TimeSpan> times) => new(
    [
        .. times.Select(time => Lowest(Math.Max(0, (long)time.TotalMicroseconds))).CountBy(lowest => lowest).OrderBy(bucket => bucket.Key)
            .Select(bucket => (IReadOnlyList<long>)[bucket.Key, bucket.Value]),
    ]);

    /// <summary>All values of several histograms.</summary>
    public static LatencyHistogram Sum(IEnumerable<LatencyHistogram> parts) => new(
    [
        .. parts.SelectMany(part => part.Buckets).GroupBy(bucket => bucket[0]).OrderBy(group => group.Key)
            .Select(group => (IReadOnlyList<long>)[group.Key, group.Sum(bucket => bucket[1])]),
    ]);

    /// <summary>The time that so many percent of all values do not exceed (nearest rank, middle of its bucket); null where there are no values.</summary>
    public TimeSpan? Percentile(double percent)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(percent / 100 * Count));
        return AtRank(rank);
    }

    /// <summary>The value of a rank, counted from 1 and cut off at both ends; null where there are no values.</summary>
    public TimeSpan? AtRank(long rank)
    {
        long seen = 0;
        foreach (var bucket in Buckets)
        {
            seen += bucket[1];
            if (seen >= rank)
            {
                return Middle(bucket[0]);
            }
        }

        return Buckets.Count == 0 ? null : Middle(Buckets[^1][0]);
    }

    // Below 256 a bucket is a value. Above, each power of two has 128 buckets.
    private static int Shift(long value) => Math.Max(0, BitOperations.Log2((ulong)value) - SubBits);

    private static long Lowest(long value) => value >> Shift(value) << Shift(value);

    private static TimeSpan Middle(long lowest) => TimeSpan.FromMicroseconds(lowest + (((1L << Shift(lowest)) - 1) / 2.0));
}
