using Archiv.Tests.Support.Evidence;

namespace Archiv.Tests.Tools.Reporting.Page;

/// <summary>Answer times: percentiles of each series, and histograms of searches.</summary>
internal static class LatencySection
{
    /// <summary>The section; nothing where nothing was asked.</summary>
    public static Html Write(Report report)
    {
        if (report.Latency is not { Count: > 0 } all)
        {
            return Html.None;
        }

        var searches = all.Where(series => series.Row is not null || series.Name.StartsWith("search", StringComparison.Ordinal)).ToList();
        return Html.Of($"""
            <section aria-labelledby="latency">
            <h2 id="latency">Answer times</h2>
            <p>As the callers measured them, through the proxy. {(all.Any(series => series.Row is not null) ? "Series with a row's id are from its load alone, the others from all requests. " : "")}Requests of single rows are few and met faults on purpose, those under a fault stand apart. Percentiles are right to 0.8 %.</p>
            <div class="scroll" role="region" aria-label="Percentiles of answer times" tabindex="0">
            <table class="numbers">
            <caption>Percentiles in seconds</caption>
            <thead><tr><th scope="col">Asked, answered</th><th scope="col">Requests</th><th scope="col">p50</th><th scope="col">p90</th><th scope="col">p95</th><th scope="col">p99</th><th scope="col">longest</th></tr></thead>
            <tbody>{all.Select(Line)}</tbody>
            </table>
            </div>
            <div class="charts">{searches.Where(series => series.Histogram.Count > 1).Select(HistogramDrawing.Write)}</div>
            </section>
            """);
    }

    private static Html Line(LatencySeries series)
    {
        var times = new double[] { 50, 90, 95, 99, 100 }.Select(percent => Html.Of($"<td>{series.Histogram.Percentile(percent)?.TotalSeconds ?? 0:0.000}</td>"));
        return Html.Of($"""<tr><th scope="row">{series.Name}</th><td>{series.Histogram.Count:#,0}</td>{times}</tr>""");
    }
}
