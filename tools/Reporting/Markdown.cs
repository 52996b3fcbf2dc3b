using System.Globalization;
using System.Text;

namespace Archiv.Tests.Tools.Reporting;

/// <summary><c>report.md</c>: the summary that a CI shows.</summary>
internal static class Markdown
{
    /// <summary>The report as Markdown: what does not hold first, each with its reason.</summary>
    public static string Write(Report report)
    {
        var text = new StringBuilder();
        var head = report.Run;
        text.AppendLine(CultureInfo.InvariantCulture, $"# Archiv stack, profile {head.Profile}: {RowCounts.Of(report)}").AppendLine();
        var decision = Decision.Of(report);
        text.AppendLine(CultureInfo.InvariantCulture, $"**{decision.Headline}.** {Cell(decision.Sentence)}").AppendLine();
        foreach (var gap in decision.NotCovered)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"- Not covered: {Cell(gap)}");
        }

        text.AppendLine();
        Since(text, report.Comparison);
        foreach (var row in report.Rows.Where(row => row.Status is RowStatus.Broken or RowStatus.Unknown or RowStatus.Waived).OrderBy(row => row.Status))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"## {row.Id} {ReportJson.Name(row.Status)}: {row.Promise}").AppendLine();
            foreach (var (label, detail) in RowText.Details(row))
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"- {label}: {(label is "evidence" or "log" ? Links(detail) : Cell(detail))}");
            }

            text.AppendLine();
        }

        text.AppendLine("| row | status | s | promise |").AppendLine("|---|---|---|---|");
        foreach (var row in report.Rows.Where(row => row.Status != RowStatus.Planned))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {row.Id} | {ReportJson.Name(row.Status)} | {row.Seconds:0.0} | {Cell(RowText.Promise(row))} |");
        }

        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{RowCounts.Times(head)}");
        if (report.Mutants is { } matrix)
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"Kill matrix: {matrix.Killed} of {matrix.Mutants.Count} mutants killed, {matrix.Survived} survived, {matrix.Undecided} undecided ({matrix.Origin(head.Commit)}).");
        }

        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"Commit {head.Commit}{(head.Dirty ? " with changes" : "")}, engine {head.Engine}. Again: `{head.Command}`");
        return text.ToString();
    }

    private static void Since(StringBuilder text, Comparison? comparison)
    {
        if (comparison is null)
        {
            return;
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"Since run {comparison.Baseline}{string.Concat(comparison.Caveats.Select(caveat => $" ({Cell(caveat)})"))}:").AppendLine();
        (string Word, IEnumerable<string> What)[] all =
        [
            ("broke", comparison.Broke.Select(change => $"{change.Row} ({change.Was} → {change.Now})")),
            ("healed", comparison.Healed.Select(change => change.Row)),
            ("slower", comparison.Slower.Select(slow => string.Create(CultureInfo.InvariantCulture, $"{slow.What} ({slow.Before:0.0##} → {slow.Now:0.0##} s)"))),
        ];
        foreach (var (word, what) in all)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"- {word}: {(what.Any() ? Cell(string.Join("; ", what)) : "nothing")}");
        }

        text.AppendLine();
    }

    private static string Links(string files) => string.Join(", ", files.Split(", ").Select(file => $"[{file}]({file})"));

    private static string Cell(string text) => text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
}
