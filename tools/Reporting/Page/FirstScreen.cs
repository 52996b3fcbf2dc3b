namespace Archiv.Tests.Tools.Reporting.Page;

/// <summary>What decides: the verdict, the counts, what does not hold and why, what was tested.</summary>
internal static class FirstScreen
{
    private static readonly RowStatus[] Counted = [RowStatus.Held, RowStatus.Broken, RowStatus.Unknown, RowStatus.Waived, RowStatus.NotApplicable, RowStatus.Planned];
    private static readonly RowStatus[] Against = [RowStatus.Broken, RowStatus.Unknown, RowStatus.Waived];

    /// <summary>The first screen.</summary>
    public static Html Write(Report report, Decision decision) => Html.Of($"""
        <section class="verdict {decision.Word}{(decision.InPart ? " part" : "")}" aria-labelledby="verdict">
        <h1 id="verdict"><span class="sign" aria-hidden="true">{Badge.Sign(decision.Word)}</span> {decision.Headline}</h1>
        <p class="lead">{decision.Sentence}</p>
        <dl class="counts">{Counts(report)}</dl>
        </section>
        <div class="columns">
        <section aria-labelledby="against">{NotHeld(report)}{NotCovered(decision)}</section>
        <section class="tested" aria-labelledby="tested">{TestedSection.Write(report)}</section>
        </div>
        {Contents(report)}
        """);

    private static IEnumerable<Html> Counts(Report report)
    {
        foreach (var status in Counted)
        {
            yield return Count(report.Count(status), ReportJson.Name(status));
        }

        if (RowCounts.NotAskedFor(report) is > 0 and var absent)
        {
            yield return Count(absent, "not asked for");
        }
    }

    private static Html Count(int count, string word) =>
        Html.Of($"""<div class="{(count == 0 ? "none" : Badge.Class(word))}"><dt>{word}</dt><dd>{count}</dd></div>""");

    private static Html NotHeld(Report report)
    {
        var rows = Against.SelectMany(status => report.Rows.Where(row => row.Status == status)).ToList();
        return rows.Count == 0
            ? Html.Of($"""<h2 id="against">Not held</h2><p>Nothing{(report.Open.Count > 0 ? $", but: {string.Join("; ", report.Open)}" : "")}.</p>""")
            : Html.Of($"""
                <h2 id="against">Not held <span class="of">{rows.Count} of {report.Rows.Count(row => row.Status != RowStatus.Planned)}</span></h2>
                <ul class="against">{rows.Select(Line)}</ul>
                """);
    }

    private static Html Line(RowResult row) => Html.Of($"""
        <li class="{Badge.Class(ReportJson.Name(row.Status))}">
        <p><a href="#{row.Id}"><b>{row.Id}</b></a> {Badge.Of(row.Status)} <span class="promise">{RowText.Promise(row)}</span></p>
        <p class="why">{RowText.Sentence(row.Reason)}</p>
        </li>
        """);

    private static Html NotCovered(Decision decision) => decision.NotCovered.Count == 0
        ? Html.None
        : Html.Of($"""<h2 class="minor">What this verdict does not cover</h2><ul class="gaps">{decision.NotCovered.Select(gap => Html.Of($"<li>{gap}</li>"))}</ul>""");

    private static Html Contents(Report report)
    {
        (bool There, string Id, string Title)[] all =
        [
            (report.Comparison is not null, "comparison", "Against the earlier run"),
            (true, "catalogue", "All promises"),
            (report.Timeline is not null, "timeline", "Timeline"),
            (report.Latency is not null, "latency", "Answer times"),
            (report.Memory is not null, "memory", "Memory"),
            (report.Mutants is not null, "mutants", "Kill matrix"),
            (true, "exactly", "Exactly what was tested"),
        ];
        return Html.Of($"""
            <nav aria-label="Sections"><ul>{all.Where(part => part.There).Select(part => Html.Of($"""<li><a href="#{part.Id}">{part.Title}</a></li>"""))}</ul></nav>
            """);
    }
}
