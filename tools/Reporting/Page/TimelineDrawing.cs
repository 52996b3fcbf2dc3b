using Archiv.Tests.Support.Evidence;

namespace Archiv.Tests.Tools.Reporting.Page;

/// <summary>The timeline as SVG.</summary>
internal static class TimelineDrawing
{
    private const double Names = 150;
    private const double Width = 1080;
    private const double LaneHeight = 40;
    private const double LetterWidth = 5.6;

    /// <summary>Draws the lanes.</summary>
    public static Html Write(Report report, IReadOnlyList<Lane> lanes)
    {
        var started = lanes.Min(lane => lane.From) is var first && report.Run.StartedAt < first ? report.Run.StartedAt : first;
        var axis = new Axis(started, lanes.Max(lane => lane.To), Names, Width - 8);
        var height = lanes.Count * LaneHeight;
        return Html.Of($"""
            <svg class="drawing timeline" viewBox="0 0 {Width} {height + 24}" width="{Width}" height="{height + 24}" role="img" aria-label="{lanes.Count} stacks over {(axis.To - axis.From).TotalSeconds:0} seconds; the same in words below">
            {axis.Ticks(0, height)}
            {lanes.Select((lane, index) => Drawn(lane, index * LaneHeight, axis))}
            </svg>
            """);
    }

    private static Html Drawn(Lane lane, double top, Axis axis)
    {
        var (from, to, up) = (axis.X(lane.From), axis.X(lane.To), axis.X(lane.Up));
        var restarts = lane.Restarts;
        return Html.Of($"""
            <g><text class="name" x="{Names - 8}" y="{top + 18}" text-anchor="end">{Fitting(lane.Name, Names - 14)}</text>
            <rect class="stack rising" x="{from}" y="{top + 4}" width="{to - from}" height="32" rx="3"/><rect class="stack" x="{up}" y="{top + 4}" width="{Math.Max(0, to - up)}" height="32" rx="3"/>
            {lane.Faults.Select(fault => Fault(fault.Fault, fault.Healed, top, axis))}
            {lane.Loads.Select(load => Load(load, top, axis))}
            {lane.Rows.Select(row => Row(row.Row, row.Seen, lane, top, axis))}
            {lane.Engine.Select(entry => Mark(entry, restarts.Contains(entry), top, axis))}
            {lane.Requests.DistinctBy(request => Place(request, axis)).Select(request => Request(request, top, axis))}
            </g>
            """);
    }

    private static Html Fault(RunEvent fault, DateTimeOffset healed, double top, Axis axis)
    {
        var from = axis.X(fault.At);
        return Html.Of($"""<rect class="fault" x="{from}" y="{top + 4}" width="{Math.Max(2, axis.X(healed) - from)}" height="32"><title>{fault.Text}</title></rect>""");
    }

    // A test that had to wait for a place has no lane while it waits.
    private static Html Row(string row, Observation seen, Lane lane, double top, Axis axis)
    {
        var from = axis.X(seen.StartedAt > lane.From ? seen.StartedAt : lane.From);
        var width = Math.Max(2, axis.X(seen.At) - from);
        var outcome = seen.Outcome.ToString().ToLowerInvariant();
        return Html.Of($"""
            <g class="row {outcome}"><rect x="{from}" y="{top + 6}" width="{width}" height="13" rx="2"><title>{row} {outcome}: {seen.Test}</title></rect>{(width > row.Length * LetterWidth ? Html.Of($"""<text x="{from + 3}" y="{top + 16}">{row}</text>""") : Html.None)}</g>
            """);
    }

    private static Html Mark(RunEvent entry, bool restart, double top, Axis axis)
    {
        var sign = entry.Text.Split(' ', 2)[^1] switch
        {
            var text when text.StartsWith("die", StringComparison.Ordinal) => "▾",
            "start" when restart => "▸",
            "oom" => "◆",
            "health_status: unhealthy" => "▴",
            "health_status: healthy" => "▵",
            _ => "",
        };
        return sign.Length == 0 ? Html.None : Html.Of($"""<text class="mark" x="{axis.X(entry.At)}" y="{top + 27}" text-anchor="middle">{sign}<title>{entry.Text}</title></text>""");
    }

    private static Html Request(RequestSeen request, double top, Axis axis)
    {
        var from = axis.X(request.At);
        return Html.Of($"""<rect class="{Colour(request)}" x="{from}" y="{top + 30}" width="{Math.Max(1.5, axis.X(request.At.AddMilliseconds(request.Milliseconds)) - from)}" height="4"/>""");
    }

    // Requests of one colour on the same pixels are one mark: thousands that failed at once must fit on the page too.
    private static (string Colour, int From, int To) Place(RequestSeen request, Axis axis) =>
        (Colour(request), (int)axis.X(request.At), (int)axis.X(request.At.AddMilliseconds(request.Milliseconds)));

    private static string Colour(RequestSeen request) => request.Failed ? "rbad" : request.Status switch { >= 200 and < 300 => "r200", 503 => "r503", _ => "rleft" };

    private static Html Load((RunEvent Began, DateTimeOffset Ended) load, double top, Axis axis)
    {
        var from = axis.X(load.Began.At);
        var width = Math.Max(2, axis.X(load.Ended) - from);
        var name = load.Began.Text.Split(": ")[0];
        return Html.Of($"""
            <g class="load"><rect x="{from}" y="{top + 20}" width="{width}" height="9" rx="2"><title>{load.Began.Text}</title></rect>{(width > name.Length * LetterWidth ? Html.Of($"""<text x="{from + 3}" y="{top + 28}">{name}</text>""") : Html.None)}</g>
            """);
    }

    private static string Fitting(string text, double width) =>
        text.Length * LetterWidth <= width ? text : text[..Math.Max(1, (int)(width / LetterWidth) - 1)] + "…";
}
