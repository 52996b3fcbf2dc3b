using System.Globalization;

namespace Archiv.Tests.Tools.Reporting;

/// <summary>The sums of a report in words.</summary>
internal static class RowCounts
{
    /// <summary>Such as <c>20 held, 1 broken, 0 unknown, 2 not applicable, 45 planned</c>; waived only where there is one.</summary>
    public static string Of(Report report) => string.Join(", ", new[]
    {
        RowStatus.Held, RowStatus.Broken, RowStatus.Unknown, RowStatus.Waived, RowStatus.NotApplicable, RowStatus.Planned,
    }.Where(status => status != RowStatus.Waived || report.Count(status) > 0).Select(status => $"{report.Count(status)} {ReportJson.Name(status)}"));

    /// <summary>Wall time, unavoidable waits and their ratio.</summary>
    public static string Times(RunHead head) => string.Create(
        CultureInfo.InvariantCulture,
        $"{head.Seconds:0.0} s in all, {head.Waited:0.0} s of waits that nobody can avoid{(head.Ratio is { } ratio ? $", ratio {ratio:0.0}" : "")}");
}
