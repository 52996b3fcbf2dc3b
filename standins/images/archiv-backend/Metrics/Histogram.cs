using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Archiv.Backend.Metrics;

/// <summary>Durations in seconds, counted in buckets that reach beyond the 60 s promise.</summary>
internal sealed class Histogram(string name, string help) : Metric(name, "histogram", help)
{
    private static readonly double[] Bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 20, 30, 45, 60, 90];

    private readonly ConcurrentDictionary<string, Series> all = new();

    public void Observe(TimeSpan duration, string labels = "")
    {
        var series = all.GetOrAdd(labels, static _ => new Series());
        var bucket = Array.FindIndex(Bounds, bound => duration.TotalSeconds <= bound);
        lock (series)
        {
            series.Counts[bucket < 0 ? Bounds.Length : bucket]++;
            series.Sum += duration.TotalSeconds;
        }
    }

    protected override void WriteSamples(StringBuilder page)
    {
        foreach (var (labels, series) in all)
        {
            lock (series)
            {
                WriteSeries(page, labels, series);
            }
        }
    }

    private void WriteSeries(StringBuilder page, string labels, Series series)
    {
        long total = 0;
        for (var i = 0; i <= Bounds.Length; i++)
        {
            total += series.Counts[i];
            var bound = i < Bounds.Length ? Bounds[i].ToString(CultureInfo.InvariantCulture) : "+Inf";
            Sample(page, Name + "_bucket", (labels.Length > 0 ? labels + "," : "") + $"le=\"{bound}\"", total);
        }
        Sample(page, Name + "_sum", labels, series.Sum);
        Sample(page, Name + "_count", labels, total);
    }

    private sealed class Series
    {
        public long[] Counts { get; } = new long[Bounds.Length + 1];

        public double Sum { get; set; }
    }
}
