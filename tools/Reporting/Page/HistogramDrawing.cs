using Archiv.Tests.Support.Evidence;

namespace Archiv.Tests.Tools.Reporting.Page;

/// <summary>A histogram of answer times as SVG: time grows by the same factor from bar to bar.</summary>
internal static class HistogramDrawing
{
    private const double Width = 340;
    private const double Height = 120;
    private const double Left = 8;
    private const int BarsPerDecade = 6;
    private const int Bars = 31;
    private const int BarsInTime = 29;
    private const double Rounding = 1e-9;

    // A bar ends where the promise does, and none lies across it.
    private static readonly double Shortest = RequestSeen.Promise / Math.Pow(10, (double)BarsInTime / BarsPerDecade);

    /// <summary>Draws one series.</summary>
    public static Html Write(LatencySeries series)
    {
        var bars = series.Histogram.Buckets.CountInBars();
        var most = Math.Max(1, bars.Max());
        var width = (Width - 2 * Left) / bars.Length;
        var limit = X(RequestSeen.Promise);
        var drawn = bars.Select((count, bar) => count == 0 ? Html.None : Html.Of(
            $"""<rect class="bar" x="{Left + bar * width + 0.5}" y="{Height - count * (Height - 18) / most:0.0}" width="{width - 1}" height="{count * (Height - 18) / most:0.0}"/>"""));
        return Html.Of($"""
            <figure><svg class="drawing" viewBox="0 0 {Width} {Height + 20}" role="img" aria-label="Histogram of {series.Histogram.Count} answer times, {series.Name}: median {series.Histogram.Percentile(50)!.Value.TotalSeconds:0.000} seconds, p99 {series.Histogram.Percentile(99)!.Value.TotalSeconds:0.000} seconds">
            <line class="grid" x1="{Left}" y1="{Height}" x2="{Width - Left}" y2="{Height}"/>{drawn}
            <line class="limit" x1="{limit}" y1="12" x2="{limit}" y2="{Height}"/><text class="tick" x="{limit}" y="9" text-anchor="middle">60 s</text>
            {Ticks.Select(tick => Tick(tick.Seconds, tick.Text))}
            </svg><figcaption>{series.Name} <span class="of">{series.Histogram.Count:#,0}</span></figcaption></figure>
            """);
    }

    private static readonly (double Seconds, string Text)[] Ticks = [(0.001, "1 ms"), (0.01, "10 ms"), (0.1, "0.1 s"), (1, "1 s"), (10, "10 s"), (100, "100 s")];

    private static double X(double seconds) => Left + (Width - 2 * Left) * Math.Clamp(Math.Log10(seconds / Shortest) * BarsPerDecade / Bars, 0, 1);

    private static Html Tick(double seconds, string text) => Html.Of($"""<text class="tick" x="{X(seconds)}" y="{Height + 14}" text-anchor="middle">{text}</text>""");

    private static long[] CountInBars(this IEnumerable<IReadOnlyList<long>> buckets)
    {
        var bars = new long[Bars];
        foreach (var bucket in buckets)
        {
            var bar = (int)Math.Floor(Math.Log10(Math.Max(bucket[0], 1) / 1e6 / Shortest) * BarsPerDecade + Rounding);
            bars[Math.Clamp(bar, 0, bars.Length - 1)] += bucket[1];
        }

        return bars;
    }
}
