using Archiv.Tests.Support.Guarantees;

namespace Archiv.Tests.Tools.Reporting.Page;

/// <summary>All rows by family; each unfolds to what was observed, and to the evidence where it does not hold.</summary>
internal static class CatalogueSection
{
    private static readonly RowStatus[] Order = [RowStatus.Broken, RowStatus.Unknown, RowStatus.Waived, RowStatus.Held, RowStatus.NotApplicable, RowStatus.Planned];

    /// <summary>The section.</summary>
    /// <param name="report">The report.</param>
    /// <param name="directory">The run's directory, where evidence lies.</param>
    /// <param name="room">Bytes of markup that evidence may take.</param>
    public static Html Write(Report report, string directory, int room)
    {
        var evidence = new EvidenceFold(directory, room);
        return Html.Of($"""
            <section aria-labelledby="catalogue">
            <h2 id="catalogue">All promises</h2>
            {report.Rows.GroupBy(row => row.Id[..1]).Select(family => Family(family.Key, [.. family], evidence))}
            </section>
            """);
    }

    private static Html Family(string letter, IReadOnlyList<RowResult> rows, EvidenceFold evidence) => Html.Of($"""
        <details class="family"{Open(rows.Any(Against))}>
        <summary><h3>{letter}<span class="title">{Families.Title(letter)}</span></h3> <span class="sums">{Order.Where(status => rows.Any(row => row.Status == status)).Select(status => Sum(rows, status))}</span></summary>
        {rows.Where(row => row.Status != RowStatus.Planned).Select(row => Row(row, evidence))}
        {Planned([.. rows.Where(row => row.Status == RowStatus.Planned)])}
        </details>
        """);

    private static Html Sum(IReadOnlyList<RowResult> rows, RowStatus status) =>
        Html.Of($"""<span class="{Badge.Class(ReportJson.Name(status))}">{rows.Count(row => row.Status == status)} {ReportJson.Name(status)}</span> """);

    private static Html Row(RowResult row, EvidenceFold evidence) => Html.Of($"""
        <details class="row {Badge.Class(ReportJson.Name(row.Status))}" id="{row.Id}"{Open(Against(row))}>
        <summary>{Badge.Of(row.Status)} <b>{row.Id}</b> <span class="promise">{RowText.Promise(row)}</span> <span class="seconds">{row.Seconds:0.0} s</span></summary>
        <div class="body">
        {(Against(row) ? Facts(row) : Html.None)}
        {Observations(row)}
        {(Against(row) ? evidence.Of(row) : Html.None)}
        </div>
        </details>
        """);

    private static Html Facts(RowResult row) => Html.Of($"""
        <dl>{RowText.Details(row).Where(detail => detail.Label is not ("evidence" or "log")).Select(detail => Html.Of($"<dt>{detail.Label}</dt><dd>{detail.Text}</dd>"))}</dl>
        """);

    private static Html Observations(RowResult row) => row.Observations.Count == 0
        ? Against(row) ? Html.None : Html.Of($"<p>{row.Reason}</p>")
        : Html.Of($"""<ul class="seen">{row.Observations.Select(Observed)}</ul>""");

    private static Html Observed(Observation seen) => Html.Of($"""
        <li>{Badge.Of(Word(seen.Outcome))} {seen.Test} <span class="how">{seen.Kind.ToString().ToLowerInvariant()}, {seen.Seconds:0.0} s</span>{Proof(seen)}</li>
        """);

    // What the row says already is not said twice.
    private static Html Proof(Observation seen) => seen.Outcome is Outcome.Held or Outcome.NotApplicable ? Html.Of($"""<br><span class="proof">{seen.Reason}</span>""") : Html.None;

    private static string Word(Outcome outcome) => outcome == Outcome.NotApplicable ? "not applicable" : outcome.ToString().ToLowerInvariant();

    private static Html Planned(IReadOnlyList<RowResult> rows) => rows.Count == 0
        ? Html.None
        : Html.Of($"""
            <details class="row planned"><summary>{Badge.Of(RowStatus.Planned)} <span class="promise">{rows.Count} without a test yet: {string.Join(", ", rows.Select(row => row.Id))}</span></summary>
            <div class="body"><ul>{rows.Select(row => Html.Of($"""<li id="{row.Id}"><b>{row.Id}</b> {row.Promise}</li>"""))}</ul></div></details>
            """);

    private static bool Against(RowResult row) => row.Status is RowStatus.Broken or RowStatus.Unknown or RowStatus.Waived;

    private static Html Open(bool open) => new(open ? " open" : "");
}
