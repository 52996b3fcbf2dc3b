using System.Globalization;
using System.Net;
using NBomber.Contracts.Stats;
using NBomber.Run;

namespace NBomber.Show;

/// <summary>One page without scripts or references, in the colours of its reader.</summary>
internal static class Html
{
    private const string Style = """
        :root{color-scheme:light dark;--line:#8886}body{font:15px/1.5 system-ui,sans-serif;margin:1.5rem auto;max-width:75rem;padding:0 1rem}
        .wide{overflow-x:auto}table{border-collapse:collapse;margin:.5rem 0 1.5rem}th,td{border-bottom:1px solid var(--line);padding:.2rem .7rem;text-align:left}
        td{font-variant-numeric:tabular-nums}td.n{text-align:right}td.bad{color:#d33;font-weight:600}
        svg{max-width:100%;height:auto}svg text{font:11px system-ui,sans-serif;fill:currentColor}.bar{fill:#4a86c8}.axis{stroke:var(--line)}
        """;

    public static string Write(NodeStats stats, List<Grid> grids, List<ScenarioStats[]> history, List<Lane> lanes)
    {
        var charts = stats.ScenarioStats.SelectMany(s => Charts.Of(s.ScenarioName, history, lanes));
        var title = Text($"{stats.TestInfo.TestSuite}: {stats.TestInfo.TestName}");
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title><style>
            {Style}
            </style></head>
            <body>
            <h1>{title}</h1>
            {string.Concat(grids.Where(g => g.Rows.Count > 0).Select(Grid))}
            {string.Concat(charts)}
            </body>
            </html>

            """;
    }

    public static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Grid(Grid grid) => $"""
        <h2>{Text(grid.Title)}</h2>
        <div class="wide" tabindex="0"><table><thead><tr>{string.Concat(grid.Columns.Select(c => $"<th scope=\"col\">{Text(c)}</th>"))}</tr></thead><tbody>
        {string.Concat(grid.Rows.Select(Row))}</tbody></table></div>

        """;

    private static string Row(string[] cells) => $"<tr>{string.Concat(cells.Select(c => $"<td{Class(c)}>{Text(c)}</td>"))}</tr>\n";

    private static string Class(string text) => text is "fail" or "failed" ? " class=\"bad\""
        : double.TryParse(text, CultureInfo.InvariantCulture, out _) ? " class=\"n\""
        : "";
}
