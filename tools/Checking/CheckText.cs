using Archiv.Tests.Support.Rules;

namespace Archiv.Tests.Tools.Checking;

/// <summary>The report for people.</summary>
internal static class CheckText
{
    /// <summary>The text; each place begins a line as compilers print it, so that editors find it.</summary>
    public static string Write(CheckReport report) => string.Join('\n',
    [
        .. report.Findings.SelectMany(Finding),
        .. report.Silenced.Select(Silenced),
        .. report.Silenced.Count > 0 ? [""] : Array.Empty<string>(),
        $"{report.Services} services, {report.Broken} findings, {report.Notes} notes, {report.Silenced.Sum(silenced => silenced.Findings)} silenced",
    ]);

    private static IEnumerable<string> Finding(CheckFinding finding) =>
    [
        $"{finding.File}:{finding.Line}:{finding.Column}: {(finding.Severity == Severity.Note ? "note " : "")}{finding.Rule} {(finding.Service is { } service ? $"{service}: " : "")}{finding.Message}",
        $"    {finding.Why}",
        .. finding.Fix.Split('\n').Select(line => $"      {line}"),
        "",
    ];

    private static string Silenced(SilencedRule silenced) =>
        $"{silenced.File}:{silenced.Line}:{silenced.Column}: silenced {silenced.Rule}{(silenced.Service is { } service ? $" {service}" : "")}, "
        + $"{silenced.Told}: {silenced.Reason}";
}
