using System.Text;

namespace Archiv.Tests.Tools.Reporting.Page;

/// <summary>
/// The report as one file: no script, nothing to load. The first screen is enough to decide, everything else is folded below it.
/// </summary>
internal static class ReportPage
{
    // Bytes of a page that opens at once and fits into a mail, and of them what evidence may take.
    private const int Longest = 1_900_000;
    private const int MostEvidence = 1_200_000;

    /// <summary>Writes the page; evidence is read from the run's directory and folded in.</summary>
    public static string Write(Report report, string directory)
    {
        var decision = Decision.Of(report);
        Html[] after = [TimelineSection.Write(report), LatencySection.Write(report), MemorySection.Write(report), MutantsSection.Write(report), ExactlySection.Write(report)];
        Html[] before = [FirstScreen.Write(report, decision), ComparisonSection.Write(report)];
        // Evidence takes what all else leaves: it lies beside the page too.
        var left = Longest - before.Concat(after).Append(CatalogueSection.Write(report, directory, 0)).Sum(part => Encoding.UTF8.GetByteCount(part.Text));
        return Html.Of($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{decision.Headline}: Archiv stack, {report.Run.StartedAt:yyyy-MM-dd HH:mm} UTC, {report.Run.Profile}</title>
            <style>{new Html(PageStyle.Css)}</style>
            </head>
            <body>
            <a class="skip" href="#decision">To the verdict</a>
            <header><p class="kicker">Archiv stack · sign-off of {report.Run.StartedAt:d MMMM yyyy, HH:mm} UTC</p></header>
            <main id="decision">
            {before}
            {CatalogueSection.Write(report, directory, Math.Clamp(left, 0, MostEvidence))}
            {after}
            </main>
            <footer><p>Run {report.Run.Id}. Files beside this page: report.json (schema {report.Version}), report.md, junit.xml, report.sarif, evidence.</p></footer>
            </body>
            </html>

            """).Text;
    }
}
