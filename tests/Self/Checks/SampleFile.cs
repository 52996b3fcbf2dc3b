using Archiv.Tests.Support;
using Archiv.Tests.Support.Rules;
using Archiv.Tests.Tools.Checking;

namespace Archiv.Tests.Self.Checks;

/// <summary>A sample of the corpus: a compose file, or a folder with one, and what the rules find in it.</summary>
internal sealed record SampleFile(string Name, IReadOnlyList<string> Files, string Expected)
{
    private static string Home => Path.Combine(Repository.Root, "tests", "Self", "Checks", "Samples");

    /// <summary>All samples that can be read.</summary>
    public static IReadOnlyList<SampleFile> All { get; } =
    [
        .. Directory.EnumerateDirectories(Home).Order(StringComparer.Ordinal)
            .Select(folder => new SampleFile(Path.GetFileName(folder), [Path.Combine(folder, "compose.yml")], Path.Combine(folder, "findings.txt"))),
    ];

    /// <summary>What the command would report.</summary>
    public CheckReport Check() =>
        Checker.Check(Files, Surroundings.EnvExample(Files) is { } example ? Surroundings.Variables(example) : null, Path.GetDirectoryName(Files[0])!);

    /// <summary>The report in a form to be kept: a line for each finding and silenced rule.</summary>
    public static string Lines(CheckReport report) => string.Concat(
    [
        .. report.Findings.Select(finding =>
            $"{finding.File}:{finding.Line}:{finding.Column} {(finding.Severity == Severity.Note ? "note " : "")}{finding.Rule} {finding.Service ?? "-"}: {finding.Message} | {finding.Fix.ReplaceLineEndings(" ⏎ ")}\n"),
        .. report.Silenced.Select(silenced => $"{silenced.File}:{silenced.Line}:{silenced.Column} silenced {silenced.Rule} {silenced.Service ?? "-"} x {silenced.Findings}: {silenced.Reason}\n"),
    ]);
}
