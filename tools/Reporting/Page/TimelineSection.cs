namespace Archiv.Tests.Tools.Reporting.Page;

/// <summary>The run from beginning to end: a lane per stack with its rows, faults, what the engine did, and requests.</summary>
internal static class TimelineSection
{
    /// <summary>The section; nothing where nothing was recorded.</summary>
    public static Html Write(Report report)
    {
        if (report.Timeline is not { } timeline || Lane.Of(report) is not { Count: > 0 } lanes)
        {
            return Html.None;
        }

        var thinned = timeline.Requests.Count < timeline.RequestsInAll ? $" Of {timeline.RequestsInAll} requests {timeline.Requests.Count} are drawn, each failed one among them." : "";
        return Html.Of($"""
            <section aria-labelledby="timeline">
            <h2 id="timeline">Timeline</h2>
            <p class="legend">A lane is a stack, pale while it comes up and goes. {Key("fault", "a fault is at work")} {Key("load", "a phase of load")} Above, the rows in the colour of their outcome; below, the requests: {Key("r200", "answered")} {Key("r503", "refused with 503")} {Key("rleft", "the caller left before the time")} {Key("rbad", "any other answer, or none")} A container died ▾, was started again ▸, ran out of memory ◆, became unhealthy ▴ or healthy ▵.{thinned}</p>
            <div class="scroll" role="region" aria-label="Timeline of the run" tabindex="0">{TimelineDrawing.Write(report, lanes)}</div>
            <details class="table"><summary>The same in words</summary>{lanes.Select(Words)}</details>
            </section>
            """);
    }

    private static Html Key(string kind, string text) =>
        Html.Of($"""<span class="key"><svg width="18" height="12" aria-hidden="true"><rect class="{kind}" x="0" y="2" width="18" height="8"/></svg> {text}</span>""");

    private static Html Words(Lane lane) => Html.Of($"""
        <h3 class="lane">{lane.Name} <small>{lane.Project}</small></h3>
        <ul>{lane.Events.Where(entry => entry.What is not ("stack" or "load-end") || entry.What == "stack" && !entry.Text.Contains(": compose ", StringComparison.Ordinal)).Select(entry => Html.Of($"<li><time>{entry.At:HH:mm:ss}</time> {entry.What}: {entry.Text}</li>"))}</ul>
        """);
}
