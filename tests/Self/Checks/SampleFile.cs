using Archiv.Tests.Support;
using Archiv.Tests.Support.Rules;
using Archiv.Tests.Tools.Checking;

namespace Archiv.Tests.Self.Checks;

/// <summary>A sample of the corpus: a folder with a compose file, its overlays and settings, and what the rules find in it.</summary>
internal sealed record SampleFile(string Name, IReadOnlyList<string> Files, string Expected)
{
    private static readonly string[] Layers = ["compose.yml", "override.yml", "override2.yml"];

    /// <summary>All samples that can be read: those written for the rules, and those written for the reading.</summary>
    public static IReadOnlyList<SampleFile> All { get; } = [.. In("Samples"), .. In(Path.Combine("Reading", "Samples"))];

    /// <summary>What the command would report.</summary>
    public CheckReport Check() =>
        Checker.Check(Files, Settings is { } settings ? Surroundings.Variables(settings) : null, Path.GetDirectoryName(Files[0])!);

    private string? Settings =>
        Path.Combine(Path.GetDirectoryName(Files[0])!, "settings.env") is var given && File.Exists(given) ? given : null;

    private static IEnumerable<SampleFile> In(string home) =>
        from folder in Directory.EnumerateDirectories(Path.Combine(Repository.Root, "tests", "Self", "Checks", home)).Order(StringComparer.Ordinal)
        where !File.Exists(Path.Combine(folder, "refusal.txt"))
        select new SampleFile(
            Path.GetFileName(folder), [.. Layers.Select(layer => Path.Combine(folder, layer)).Where(File.Exists)], Path.Combine(folder, "findings.txt"));

    /// <summary>The report in a form to be kept: a line for each finding and silenced rule.</summary>
    public static string Lines(CheckReport report) => string.Concat(
    [
        .. report.Findings.Select(finding =>
            $"{finding.File}:{finding.Line}:{finding.Column} {(finding.Severity == Severity.Note ? "note " : "")}{finding.Rule} {finding.Service ?? "-"}: {finding.Message} | {finding.Fix.ReplaceLineEndings(" ⏎ ")}\n"),
        .. report.Silenced.Select(silenced => $"{silenced.File}:{silenced.Line}:{silenced.Column} silenced {silenced.Rule} {silenced.Service ?? "-"} x {silenced.Findings}: {silenced.Reason}\n"),
    ]);
}
