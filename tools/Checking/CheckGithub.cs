using Archiv.Tests.Support.Rules;

namespace Archiv.Tests.Tools.Checking;

/// <summary>The report as workflow commands, which a forge shows beside the lines of a change.</summary>
internal static class CheckGithub
{
    /// <summary>The text.</summary>
    public static string Write(CheckReport report) => string.Join('\n',
    [
        .. report.Findings.Select(finding => Command(
            finding.Severity == Severity.Note ? "notice" : "error", finding.File, finding.Line, finding.Column, finding.Rule,
            $"{(finding.Service is { } service ? $"{service}: " : "")}{finding.Message}\n{finding.Why}\n{finding.Fix}")),
        .. report.Silenced.Select(silenced => Command(
            "notice", silenced.File, silenced.Line, silenced.Column, silenced.Rule, $"silenced, {silenced.Told}: {silenced.Reason}")),
    ]);

    /// <summary>One command.</summary>
    public static string Command(string level, string file, int line, int column, string title, string message) =>
        $"::{level} file={Property(file)},line={line},col={column},title={Property(title)}::{Data(message)}";

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
