using System.Globalization;
using Archiv.Tests.Support.Guarantees;

namespace Archiv.Tests.Tools.Reporting;

/// <summary>The sums of a report in words.</summary>
internal static class RowCounts
{
    /// <summary>
    /// Such as <c>20 held, 1 broken, 0 unknown, 2 not applicable, 36 planned, 19 not asked for</c>; waived and not asked for only where there are some.
    /// </summary>
    public static string Of(Report report)
    {
        var statuses = new[] { RowStatus.Held, RowStatus.Broken, RowStatus.Unknown, RowStatus.Waived, RowStatus.NotApplicable, RowStatus.Planned };
        var counts = statuses.Where(status => status != RowStatus.Waived || report.Count(status) > 0).Select(status => $"{report.Count(status)} {ReportJson.Name(status)}");
        var absent = NotAskedFor(report);
        return string.Join(", ", absent > 0 ? counts.Append($"{absent} not asked for") : counts);
    }

    /// <summary>How many rows that have tests are not in the report.</summary>
    public static int NotAskedFor(Report report) => Catalogue.Rows.Count(row => row.Active && !report.Rows.Any(judged => judged.Id == row.Id));

    /// <summary>Wall time, unavoidable waits and their ratio.</summary>
    public static string Times(RunHead head) => string.Create(
        CultureInfo.InvariantCulture,
        $"{head.Seconds:0.0} s in all, {head.Waited:0.0} s of waits that nobody can avoid{(head.Ratio is { } ratio ? $", ratio {ratio:0.0}" : "")}");
}
