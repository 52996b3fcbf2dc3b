using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Tools.Judging;
using Spectre.Console;

namespace Archiv.Tests.Tools.Reporting;

/// <summary>The end of a run on the console: what does not hold last, nearest to the sums, with all that is known of it.</summary>
internal static class ConsoleReport
{
    private const int Lines = 3;
    private const int Letters = 400;
    private static readonly RowStatus[] Order = [RowStatus.Held, RowStatus.NotApplicable, RowStatus.Waived, RowStatus.Unknown, RowStatus.Broken];

    /// <summary>Prints the table, the sums and where the files lie.</summary>
    public static void Print(IAnsiConsole console, Report report, string directory)
    {
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumn("status").AddColumn("row").AddColumn("what");
        table.AddColumn(new TableColumn("s").RightAligned());
        foreach (var row in Order.SelectMany(status => report.Rows.Where(row => row.Status == status)))
        {
            table.AddRow($"[{Colour(row.Status)}]{ReportJson.Name(row.Status)}[/]", row.Id, What(row), $"{row.Seconds:0.0}");
        }

        console.WriteLine();
        console.Write(table);
        console.WriteLine();
        console.WriteLine($"report  {Stamp.Shown(directory)} (index.html, report.json, report.md, junit.xml, report.sarif, evidence)");
        console.WriteLine($"again   {report.Run.Command}");
        var open = report.Rows.Where(row => row.Status is RowStatus.Broken or RowStatus.Unknown).Select(row => row.Id).ToList();
        if (open.Count > 0)
        {
            console.WriteLine($"these   scripts/verify --profile {report.Run.Profile} --row {string.Join(' ', open)}");
        }

        if (report.Comparison is { } comparison)
        {
            console.WriteLine($"since   {comparison.Baseline}: {comparison.Broke.Count} broke, {comparison.Healed.Count} healed, {comparison.Slower.Count} slower");
        }

        console.WriteLine($"verdict {report.Verdict}: {Decision.Of(report).Sentence}");
        console.WriteLine($"time    {RowCounts.Times(report.Run)}");
        console.WriteLine($"rows    {RowCounts.Of(report)}");
    }

    /// <summary>Prints where the stack is that stays, and what can be done with it.</summary>
    public static void PrintKept(IAnsiConsole console, string project, string port)
    {
        console.WriteLine($"kept    {project} at https://localhost:{port}; scripts/clean removes it");
        console.WriteLine($"        scripts/verify --attach {project} --row ID");
    }

    /// <summary>Prints what was not looked at on a stack of somebody else's, and whether that stack is as it was.</summary>
    public static void PrintAttached(
        IAnsiConsole console, string project, AttachedProject before, IReadOnlyList<string> changes, IReadOnlyList<(string Row, string Reason, bool InPart)> leftOut)
    {
        foreach (var (row, reason, inPart) in leftOut)
        {
            console.WriteLine($"left    {row}{(inPart ? " in part" : "")}: a test of it {reason}");
        }

        console.WriteLine(changes.Count == 0 ? $"intact  {project} is as it was: {before}" : $"CHANGED {project} is not as it was when this began:");
        changes.ToList().ForEach(change => console.WriteLine($"        {change}"));
    }

    /// <summary>Prints the catalogue.</summary>
    public static void PrintCatalogue(IAnsiConsole console, IEnumerable<Guarantee> rows)
    {
        var table = new Table().Border(TableBorder.None).AddColumn("row").AddColumn("status").AddColumn("kinds").AddColumn("promise");
        foreach (var row in rows)
        {
            table.AddRow(
                row.Id,
                row.Active ? "[green]active[/]" : "[grey]planned[/]",
                string.Join(", ", row.Kinds).ToLowerInvariant(),
                Markup.Escape(row.Promise));
        }

        console.Write(table);
    }

    private static string What(RowResult row) => row.Status == RowStatus.Held
        ? Markup.Escape(RowText.Promise(row))
        : Markup.Escape(RowText.Promise(row)) + string.Concat(RowText.Details(row).Select(detail => $"\n[grey]{detail.Label}[/] {Markup.Escape(Short(detail.Text))}"));

    // The report has all of it.
    private static string Short(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var start = string.Join(' ', lines.Take(Lines));
        return start.Length > Letters ? start[..Letters] + "…" : lines.Length > Lines ? start + " …" : start;
    }

    private static string Colour(RowStatus status) => status switch
    {
        RowStatus.Held => "green",
        RowStatus.Broken => "red",
        _ => "yellow",
    };
}
