using System.Globalization;
using System.Xml.Linq;

namespace Archiv.Tests.Tools.Reporting;

/// <summary><c>junit.xml</c>: one test case per row.</summary>
internal static class JUnit
{
    /// <summary>The report as JUnit XML: planned, waived and not applicable are skipped, unknown is an error, broken a failure.</summary>
    public static XDocument Write(Report report) => new(
        new XElement(
            "testsuites",
            new XElement(
                "testsuite",
                new XAttribute("name", $"archiv {report.Run.Profile}"),
                new XAttribute("tests", report.Rows.Count),
                new XAttribute("failures", report.Count(RowStatus.Broken)),
                new XAttribute("errors", report.Count(RowStatus.Unknown)),
                new XAttribute("skipped", report.Count(RowStatus.Planned) + report.Count(RowStatus.NotApplicable) + report.Count(RowStatus.Waived)),
                new XAttribute("time", Seconds(report.Run.Seconds)),
                new XAttribute("timestamp", report.Run.StartedAt.UtcDateTime.ToString("s", CultureInfo.InvariantCulture)),
                report.Rows.Select(Case))));

    private static XElement Case(RowResult row) => new(
        "testcase",
        new XAttribute("classname", $"archiv.{row.Id[..1]}"),
        new XAttribute("name", Clean($"{row.Id} {row.Promise}")),
        new XAttribute("time", Seconds(row.Seconds)),
        row.Status switch
        {
            RowStatus.Broken => Problem("failure", row),
            RowStatus.Unknown => Problem("error", row),
            RowStatus.Planned or RowStatus.NotApplicable or RowStatus.Waived => new XElement("skipped", new XAttribute("message", Clean(row.Reason))),
            _ => null,
        });

    private static XElement Problem(string name, RowResult row) => new(
        name,
        new XAttribute("message", Clean(row.Reason)),
        Clean(string.Join('\n', RowText.Details(row).Select(detail => $"{detail.Label}: {detail.Text}"))));

    private static string Seconds(double seconds) => seconds.ToString("0.000", CultureInfo.InvariantCulture);

    // Reasons quote logs, and a log may hold what XML forbids.
    private static string Clean(string text) => string.Concat(text.Where(System.Xml.XmlConvert.IsXmlChar));
}
