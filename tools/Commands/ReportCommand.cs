using System.CommandLine;
using Archiv.Tests.Support;
using Archiv.Tests.Support.Evidence;
using Archiv.Tests.Tools.Reporting;

namespace Archiv.Tests.Tools.Commands;

/// <summary><c>report</c>: works on reports that runs have written; needs no engine.</summary>
internal static class ReportCommand
{
    private const string Description = """
        Makes one report of the parts that scripts/verify --shard has judged, on one machine or many: rows, evidence, timeline and histograms.
        One part alone is written anew. A part that is missing, or one of another commit, leaves the verdict unknown.
        Exit code: that of the merged rows: 0 all hold, 1 something is broken, 2 something is unknown or missing, 3 wrong use, 130 a part was interrupted.

        Examples:
          scripts/report merge shard-1 shard-2 shard-3                          folders of runs, or their report.json
          scripts/report merge parts/*/report.json --output artifacts/merged    somewhere else than artifacts/report/<run>
          scripts/report merge artifacts/report/latest --baseline old.json      compares with an earlier report
        """;

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var parts = new Argument<string[]>("PART") { Description = "Folders of runs, or their report.json.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string?>("--output") { Description = "Where to write; default: a new folder below artifacts/report, to which latest then points.", HelpName = "FOLDER" };
        var baseline = new Option<string?>("--baseline") { Description = "Compare with this report.json, or the one in this run's folder.", HelpName = "REPORT" };
        var strict = new Option<bool>("--strict") { Description = "Count rows that are not applicable as unknown." };
        var json = new Option<bool>("--json") { Description = "Print the merged report.json to stdout; all else goes to stderr." };
        var merge = new Command("merge", Description) { parts, output, baseline, strict, json };
        merge.SetAction((parsed, _) => Task.FromResult(Merged(
            parsed.GetValue(parts)!, parsed.GetValue(output), parsed.GetValue(baseline), parsed.GetValue(strict), parsed.GetValue(json))));
        return new Command("report", "Works on reports that runs have written.\n\nExample:\n  scripts/report merge shard-1 shard-2 shard-3\n\nExit code: see scripts/report merge --help.") { merge };
    }

    private static int Merged(string[] parts, string? output, string? baseline, bool strict, bool json)
    {
        var files = parts.Select(ReportPath.Of).ToList();
        var then = baseline is null ? null : ReportJson.Read(ReportPath.Of(baseline));
        Merge.RefuseTwins([.. files.Select(file => ReportJson.Read(file).Run)]);
        var id = Run.NewId(TimeProvider.System);
        var home = Path.GetFullPath(output ?? Path.Combine(Repository.Root, "artifacts", "report", id));
        Directory.CreateDirectory(home);
        var secrets = Secrets.Of(null);
        var report = Merge.Of([.. files.Select(file => PartFolder.Take(file, home))], id, $"scripts/report merge {string.Join(' ', parts)}");
        SecretSweep.Run(home, secrets);
        report = ReportJson.Masked(then is null ? report : report with { Comparison = Compare.Of(report, then) }, secrets);
        if (output is null)
        {
            ReportFiles.Write(report, home);
        }
        else
        {
            ReportFiles.WriteInto(report, home);
        }

        ConsoleReport.Print(json ? Consoles.Error : Consoles.Out, report, home);
        if (json)
        {
            Console.Out.WriteLine(ReportJson.Write(report));
        }

        return report.ExitCodeFor(strict);
    }
}
