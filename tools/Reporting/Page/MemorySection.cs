using Archiv.Tests.Support.Evidence;
using Archiv.Tests.Support.Guarantees;

namespace Archiv.Tests.Tools.Reporting.Page;

/// <summary>Memory of the model server over the run, against its limit and the line at which the alert fires, or is to fire.</summary>
internal static class MemorySection
{
    private const double Width = 1080;
    private const double Height = 200;
    private const double Left = 62;
    // The row that shows that there is an alert: without it the line is a wish.
    private const string AlertRow = "A7.2";
    private static readonly double[] Quarters = [0.25, 0.5, 0.75];
    private const double MiB = 1024 * 1024;

    /// <summary>The section; nothing where nothing was sampled.</summary>
    public static Html Write(Report report)
    {
        if (report.Memory is not { Count: > 0 } all)
        {
            return Html.None;
        }

        var drawings = all.GroupBy(series => (series.Service, series.Measure, series.Limit)).Select(group => Drawn([.. group], AlertLabel(report)));
        var names = report.Timeline is null ? [] : Lane.Of(report).ToDictionary(lane => lane.Project, lane => lane.Name);
        return Html.Of($"""
            <section aria-labelledby="memory">
            <h2 id="memory">Memory</h2>
            <p>Sampled while the stacks ran; a line is a stack. In use is all but the page cache that the kernel can take back; anonymous is the processes' own, by which A6.6 judges. Between two samples a peak can hide: what was killed for its memory stands in the rows, not here.</p>
            {drawings}
            <details class="table"><summary>Peaks by stack</summary>
            <div class="scroll" role="region" aria-label="Peaks by stack" tabindex="0"><table class="numbers">
            <caption>Highest sample in MiB</caption>
            <thead><tr><th scope="col">Stack</th><th scope="col">Service</th><th scope="col">Measure</th><th scope="col">Samples</th><th scope="col">Peak</th><th scope="col">Limit</th><th scope="col">Peak of limit</th></tr></thead>
            <tbody>{all.Select(series => Line(series, names.GetValueOrDefault(series.Project, series.Project)))}</tbody></table></div></details>
            </section>
            """);
    }

    private static Html Line(MemorySeries series, string stack)
    {
        var peak = series.Samples.Max(sample => sample.Bytes);
        return Html.Of($"""
            <tr><th scope="row">{stack}</th><td>{series.Service}</td><td>{series.Measure}</td><td>{series.Samples.Count}</td><td>{peak / MiB:0}</td><td>{(series.Limit > 0 ? $"{series.Limit / MiB:0}" : "none")}</td><td>{(series.Limit > 0 ? $"{100.0 * peak / series.Limit:0} %" : "")}</td></tr>
            """);
    }

    private static Html Drawn(IReadOnlyList<MemorySeries> group, string alertLabel)
    {
        var (limit, alert) = (group[0].Limit, group[0].Alert);
        var peak = group.Max(series => series.Samples.Max(sample => sample.Bytes));
        var top = Math.Max(limit, peak) * 1.08;
        var axis = new Axis(group.Min(series => series.Samples[0].At), group.Max(series => series.Samples[^1].At), Left, Width - 8);
        double Y(double bytes) => Height - (Height - 6) * bytes / top;
        return Html.Of($"""
            <figure><figcaption>{group[0].Service}, {Name(group[0])}: peak {peak / MiB:0} MiB{(limit > 0 ? $" of {limit / MiB:0} MiB" : ", no limit")}{(alert is null && group[0].Measure == MemorySample.InUse ? "; no alert on its memory is known" : "")}</figcaption>
            <div class="scroll" role="region" aria-label="{group[0].Service}, {Name(group[0])}" tabindex="0">
            <svg class="drawing" viewBox="0 0 {Width} {Height + 22}" width="{Width}" height="{Height + 22}" role="img" aria-label="{group[0].Service}, {Name(group[0])} over the run, {group.Count} stacks; peaks in the table below">
            {axis.Ticks(0, Height)}{Level(limit, "limit", $"limit {limit / MiB:0} MiB", Y)}{Level(alert ?? 0, "alert", alertLabel, Y)}
            {Quarters.Select(part => part * (limit > 0 ? limit : peak)).Select(bytes => Html.Of($"""<text class="tick" x="{Left - 6}" y="{Y(bytes) + 4}" text-anchor="end">{bytes / MiB:0} MiB</text>"""))}
            {group.Select(series => Curve(series, axis, Y))}
            </svg></div></figure>
            """);
    }

    private static string AlertLabel(Report report)
    {
        var tested = report.Rows.FirstOrDefault(row => row.Id == AlertRow) is { } row ? row.Status != RowStatus.Planned : Catalogue.Row(AlertRow).Active;
        return tested ? "alert" : $"alert is to fire here ({AlertRow}: no test yet)";
    }

    private static string Name(MemorySeries series) => series.Measure == MemorySample.InUse ? "memory in use" : $"{series.Measure} memory";

    private static Html Curve(MemorySeries series, Axis axis, Func<double, double> y) => series.Samples.Count == 1
        ? Html.Of($"""<circle class="curve dot" cx="{axis.X(series.Samples[0].At)}" cy="{y(series.Samples[0].Bytes)}" r="2"/>""")
        : Html.Of($"""<polyline class="curve" points="{series.Samples.Select(sample => Html.Of($"{axis.X(sample.At)},{y(sample.Bytes)} "))}"/>""");

    private static Html Level(long bytes, string kind, string text, Func<double, double> y) => bytes <= 0
        ? Html.None
        : Html.Of($"""<line class="{kind}" x1="{Left}" y1="{y(bytes)}" x2="{Width - 8}" y2="{y(bytes)}"/><text class="tick {kind}" x="{Width - 10}" y="{y(bytes) - 4}" text-anchor="end">{text}</text>""");
}
