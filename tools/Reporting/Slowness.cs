using System.Globalization;
using Archiv.Tests.Support.Evidence;

namespace Archiv.Tests.Tools.Reporting;

/// <summary>
/// What got slower beyond the noise of the two runs themselves. Durations of observations: the ratio now/then of each that both runs made,
/// unavoidable waits left out; their median is the speed of the host, their median absolute deviation the noise. Percentiles of a row's load (single requests of all rows are never the same
/// twice): the interval that the order statistics give for each; slower when the intervals do not meet.
/// </summary>
internal static class Slowness
{
    private const double Deviations = 3;
    private const double ToSigma = 1.4826;
    private const double SmallestSpread = 0.05;
    private const double SmallestSeconds = 1;
    private const int Enough = 5;
    private const int EnoughRequests = 20;
    private const int EnoughAbove = 1;
    private static readonly double[] Percentiles = [50, 95, 99];

    /// <summary>The slowdowns, the worst first, and the noise in words.</summary>
    public static (IReadOnlyList<Slowdown> Slower, string Noise) Of(Report now, Report then)
    {
        var pairs = Pairs(now, then);
        List<Slowdown> slower = [.. Latencies(now, then)];
        if (pairs.Count < Enough)
        {
            return (slower, $"Only {pairs.Count} observations of this kind were made in both runs: too few to know the noise of durations. {Latency}");
        }

        var logs = pairs.Select(pair => Math.Log(pair.Now / pair.Then)).ToList();
        var middle = Median(logs);
        var spread = Math.Max(SmallestSpread, ToSigma * Median([.. logs.Select(log => Math.Abs(log - middle))]));
        var bound = Math.Exp(middle + Deviations * spread);
        slower.AddRange(pairs
            .Where(pair => pair.Now / pair.Then > bound && pair.Now - pair.Then * Math.Exp(middle) > SmallestSeconds)
            .Select(pair => new Slowdown(pair.What, Math.Round(pair.Then, 1), Math.Round(pair.Now, 1), $"more than {Times(bound)} times")));
        return (
            [.. slower.OrderByDescending(slow => slow.Now / slow.Before)],
            $"The median of {pairs.Count} observations took {Times(Math.Exp(middle))} times as long as then, {Deviations:0} deviations of their ratios reach to {Times(bound)} times; "
            + $"slower is what lies beyond that and by more than {SmallestSeconds:0} s. {Latency}");
    }

    private const string Latency = "A percentile of answer times is slower when its 99.7 % interval lies above the earlier one.";

    private static List<(string What, double Then, double Now)> Pairs(Report now, Report then)
    {
        var before = Durations(then);
        return [.. Durations(now).Where(one => before.ContainsKey(one.Key)).Select(one => ($"{one.Key.Row} {one.Key.Test}", before[one.Key], one.Value))];
    }

    // Several observations of one name are added up; what took no time of its own says nothing.
    private static Dictionary<(string Row, string Kind, string Test), double> Durations(Report report) => report.Rows
        .SelectMany(row => row.Observations.Select(seen => (Key: (row.Id, seen.Kind.ToString(), seen.Test), Seconds: seen.Seconds - seen.Waited)))
        .Where(seen => seen.Seconds > 0.5).GroupBy(seen => seen.Key).ToDictionary(group => group.Key, group => group.Sum(seen => seen.Seconds));

    private static IEnumerable<Slowdown> Latencies(Report now, Report then) =>
        from series in now.Latency ?? []
        let earlier = (then.Latency ?? []).FirstOrDefault(one => one.Name == series.Name)
        where earlier is not null && series.Row is not null
        let requests = Math.Min(series.Histogram.Count, earlier.Histogram.Count)
        from percent in Percentiles
        where requests >= EnoughRequests && requests * (100 - percent) / 100 >= EnoughAbove
        let was = Interval(earlier.Histogram, percent)
        let has = Interval(series.Histogram, percent)
        where has.Low > was.High
        select new Slowdown(
            $"{series.Name}: p{percent:0}", Seconds(earlier.Histogram.Percentile(percent)!.Value), Seconds(series.Histogram.Percentile(percent)!.Value),
            string.Create(CultureInfo.InvariantCulture, $"{was.Low.TotalSeconds:0.000}-{was.High.TotalSeconds:0.000} s then, {has.Low.TotalSeconds:0.000}-{has.High.TotalSeconds:0.000} s now"));

    // The rank of a quantile is binomial: three deviations to either side.
    private static (TimeSpan Low, TimeSpan High) Interval(LatencyHistogram histogram, double percent)
    {
        var (count, part) = (histogram.Count, percent / 100);
        var reach = Deviations * Math.Sqrt(count * part * (1 - part));
        return (histogram.AtRank(Math.Max(1, (long)Math.Floor(count * part - reach)))!.Value, histogram.AtRank((long)Math.Ceiling(count * part + reach) + 1)!.Value);
    }

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 3);

    private static string Times(double ratio) => ratio.ToString("0.00", CultureInfo.InvariantCulture);
}
