using FluentAssertions;
using HdrHistogram;
using NUnit.Framework;

namespace Archiv.Tests.Self.NBomber;

/// <summary>The histogram by itself: so many digits over the whole range, and merging without loss.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class HistogramTests
{
    private const long Minute = 600_000_000;

    [Test]
    public void A_bucket_must_not_be_wider_than_the_digits_allow([Range(1, 5)] int digits)
    {
        var (histogram, share) = (new LongHistogram(10 * Minute, digits), Math.Pow(10, -digits));

        for (double value = 1; value <= 10 * Minute; value *= 1.1)
        {
            var (lowest, highest) = (histogram.LowestEquivalentValue((long)value), histogram.HighestEquivalentValue((long)value));
            ((long)value).Should().BeInRange(lowest, highest);
            ((double)(highest - lowest)).Should().BeLessThanOrEqualTo(share * value);
            histogram.LowestEquivalentValue(highest + 1).Should().Be(highest + 1, "buckets leave no gaps");
        }
    }

    [Test]
    public void Parts_must_merge_to_what_one_histogram_of_all_would_be()
    {
        var (all, merged, random) = (new LongHistogram(10 * Minute, 3), new LongHistogram(10 * Minute, 3), new Random(7));
        for (var part = 0; part < 5; part++)
        {
            var histogram = new LongHistogram(10 * Minute, 3);
            for (var i = 0; i < 2_000; i++)
            {
                var value = (long)Math.Pow(10 * Minute, random.NextDouble());
                all.RecordValue(value);
                histogram.RecordValue(value);
            }

            merged.Add(histogram);
        }

        merged.RecordedValues().Select(v => (v.ValueIteratedTo, v.CountAddedInThisIterationStep, v.TotalCountToThisValue))
            .Should().Equal(all.RecordedValues().Select(v => (v.ValueIteratedTo, v.CountAddedInThisIterationStep, v.TotalCountToThisValue)));
        (merged.TotalCount, merged.GetMean(), merged.GetStdDeviation(), merged.GetMaxValue()).Should()
            .Be((10_000L, all.GetMean(), all.GetStdDeviation(), all.GetMaxValue()));
    }

    [Test]
    public void A_coarser_lowest_value_must_make_coarser_buckets()
    {
        var histogram = new LongHistogram(1_000, Minute, 2);

        histogram.RecordValue(1_030);

        // The unit is 512, the power of two below.
        (histogram.LowestEquivalentValue(1_030), histogram.HighestEquivalentValue(1_030)).Should().Be((1_024, 1_535));
        histogram.GetCountAtValue(1_500).Should().Be(1);
        histogram.GetCountAtValue(1_600).Should().Be(0);
    }

    [Test]
    public void Nothing_must_be_counted_that_has_no_place()
    {
        var histogram = new LongHistogram(1_000, 2);

        histogram.Invoking(h => h.RecordValue(-1)).Should().Throw<IndexOutOfRangeException>();
        histogram.Invoking(h => h.RecordValue(2_000)).Should().Throw<IndexOutOfRangeException>();
        (histogram.TotalCount, histogram.GetValueAtPercentile(99), histogram.GetMaxValue()).Should().Be((0, 0, 0));
        FluentActions.Invoking(() => new LongHistogram(1, 3)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => new LongHistogram(1_000, 6)).Should().Throw<ArgumentException>();
    }

    [Test]
    public void Percentiles_must_be_of_the_nearest_rank()
    {
        var histogram = new LongHistogram(1_000, 3);
        for (var value = 1; value <= 200; value++)
        {
            histogram.RecordValue(value);
        }

        new[] { 0, 0.5, 50, 75, 99.5, 100 }.Select(histogram.GetValueAtPercentile).Should().Equal(1, 1, 100, 150, 199, 200);
        histogram.Reset();
        histogram.GetValueAtPercentile(50).Should().Be(0);
    }
}
