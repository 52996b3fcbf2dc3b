using System.Globalization;

namespace Archiv.Tests.Tools.Reporting.Page;

/// <summary>Where moments of a run stand on the x axis of a drawing.</summary>
/// <param name="From">The first moment.</param>
/// <param name="To">The last one.</param>
/// <param name="Left">Where it begins, in units of the drawing.</param>
/// <param name="Right">Where it ends.</param>
internal sealed record Axis(DateTimeOffset From, DateTimeOffset To, double Left, double Right)
{
    private static readonly double[] Steps = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400];
    private const int MostTicks = 10;

    /// <summary>The place of a moment.</summary>
    public double X(DateTimeOffset at) => Left + (Right - Left) * Math.Clamp((at - From) / Span, 0, 1);

    /// <summary>Lines with the time since the beginning.</summary>
    /// <param name="top">Where the lines begin.</param>
    /// <param name="bottom">Where they end; the words stand below.</param>
    public IEnumerable<Html> Ticks(double top, double bottom)
    {
        var step = Steps.FirstOrDefault(step => Span.TotalSeconds / step <= MostTicks, Steps[^1]);
        for (var second = 0d; second <= Span.TotalSeconds; second += step)
        {
            var x = X(From.AddSeconds(second));
            yield return Html.Of($"""<line class="grid" x1="{x}" y1="{top}" x2="{x}" y2="{bottom}"/><text class="tick" x="{x}" y="{bottom + 14}" text-anchor="middle">{Clock(second)}</text>""");
        }
    }

    private TimeSpan Span => To > From ? To - From : TimeSpan.FromSeconds(1);

    private static string Clock(double seconds) => TimeSpan.FromSeconds(seconds).ToString(seconds >= 3600 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);
}
