using System.CommandLine;
using Archiv.Tests.Support;
using Archiv.Tests.Support.Evidence;
using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Support.Loads;
using Archiv.Tests.Tools.Judging;
using Archiv.Tests.Tools.Reporting;

namespace Archiv.Tests.Tools.Commands;

/// <summary><c>verify</c>: judges the rows of a stack and writes the report.</summary>
internal static class VerifyCommand
{
    private const string Description = """
        Brings the stack up, judges the rows of the catalogue and writes artifacts/report/<run>/ (latest links to it).
        Exit code: 0 all hold, 1 something is broken, 2 something could not be judged, 3 wrong use, 130 interrupted.

        Examples:
          scripts/verify                                  every active row of the production file
          scripts/verify --row A5.1 A1.3                  two rows
          scripts/verify --suite e2e                      what can be seen without breaking anything
          scripts/verify --compose ../other/compose.yml   another stack of the same kind
          scripts/verify --suite e2e --keep               leaves the observed stack running and says how to come back to it
          scripts/verify --attach PROJECT --row A4.1      one row on a stack that runs already, or that --keep left
          scripts/verify --shard 2/3                      the second of three parts (scripts/report merge makes one report of them)
          scripts/verify --baseline yesterday/report.json what broke, healed and got slower since
          scripts/verify --json | jq .counts              for programs
        """;

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new Command("verify", Description);
        var profile = new Option<string>("--profile") { Description = "Images, model and limits: a file of compose-under-test/profiles.", DefaultValueFactory = _ => "standin", HelpName = "P" };
        var suites = Options.List("--suite", $"Only these suites: {string.Join(',', Suite.Names)}.", "S,…");
        var rows = Options.List("--row", "Only these rows, by their exact ids.", "ID…");
        var compose = new Option<string?>("--compose") { Description = "The compose file to judge instead of the production file.", HelpName = "FILE" };
        var attach = new Option<string?>("--attach") { Description = "Judge this running Compose project by what can be read of it, and change nothing there; one that --keep left by every row of the suite e2e.", HelpName = "PROJECT" };
        var keep = new Option<bool>("--keep") { Description = "Leave the stack that the suite e2e observes running, also when this program is killed; scripts/clean removes it." };
        var list = new Option<bool>("--list") { Description = "Print the catalogue and end; as JSON with --json." };
        var strict = new Option<bool>("--strict") { Description = "Count rows that are not applicable here as unknown." };
        var shard = new Option<string?>("--shard") { Description = "Judge only the i-th of n parts of the rows; rows that share a stack stay together.", HelpName = "i/n" };
        var baseline = new Option<string?>("--baseline") { Description = "Compare with this report.json, or the one in this run's folder.", HelpName = "REPORT" };
        var json = new Option<bool>("--json") { Description = "Print report.json to stdout; progress goes to stderr." };
        new Option[] { profile, suites, rows, compose, attach, keep, list, strict, shard, baseline, json }.ToList().ForEach(command.Add);
        command.SetAction((parsed, _) => Run(new VerifyOptions(
            parsed.GetValue(profile)!,
            parsed.GetValue(suites) ?? [],
            parsed.GetValue(rows) ?? [],
            parsed.GetValue(compose),
            parsed.GetValue(attach),
            parsed.GetValue(keep),
            parsed.GetValue(list),
            parsed.GetValue(strict),
            parsed.GetValue(json))
        {
            Shard = Shard.Parse(parsed.GetValue(shard)),
            Baseline = parsed.GetValue(baseline),
        }));
        return command;
    }

    private static async Task<int> Run(VerifyOptions options)
    {
        if (options.List)
        {
            if (options.Json)
            {
                Console.Out.WriteLine(ReportJson.Catalogue());
            }
            else
            {
                ConsoleReport.PrintCatalogue(Consoles.Out, Catalogue.Rows);
            }

            return ExitCode.Held;
        }

        using var interruption = new Interruption();
        var started = TimeProvider.System.GetUtcNow();
        var clock = TimeProvider.System.GetTimestamp();
        var console = options.Json ? Consoles.Error : Consoles.Out;

        var suites = Observing.Suites(options.Suites, options.Keep, options.Attach);
        Selection.Check(suites, options.Rows);
        var baseline = options.Baseline is null ? null : ReportJson.Read(ReportPath.Of(options.Baseline));
        var profile = Preflight.Profile(options.Profile, options.Compose, []);
        if (options.Attach is null)
        {
            Preflight.PortIsFree(profile);
        }

        if (Needs.Asked)
        {
            return Needs.Say(profile, options.Attach is not null);
        }

        var waivers = Waivers.Beside(profile.ComposeFile, TimeProvider.System);
        var reading = options.Attach is not null && !KeptStacks.Contains(options.Attach);
        Func<IEnumerable<string>, IReadOnlyList<Suite>> built = reading ? Suite.OnlyReading : Suite.Built;
        if (options.Attach is not null)
        {
            Observing.OnlyObservable(options.Rows, built(suites));
        }

        var selection = Selection.Of(suites, options.Rows, built);
        if (options.Shard is { } shard)
        {
            selection = shard.Of(selection);
        }

        if (options.Keep)
        {
            Observing.SomethingToKeep(selection);
        }

        if (selection.Suites.Any(suite => suite.Measures && selection.RowsFor(suite).Count > 0))
        {
            Preflight.Load(profile);
        }

        var model = Preflight.Model(profile);
        var needsStack = selection.Suites.Any(suite => selection.RowsFor(suite).Count > 0);
        var engine = needsStack ? await Preflight.Engine() : null;
        if (needsStack)
        {
            await (options.Attach is null ? Preflight.Images(profile, model) : Preflight.ToolImage(profile));
        }

        AttachedProject? before = null;
        if (options.Attach is { } project)
        {
            profile = profile.With(("PROXY_PORT", await Observing.PortOf(project, profile.Proxy)));
            before = reading ? await AttachedProject.Of(project) : null;
        }

        var run = Support.Evidence.Run.Open(
            Path.Combine(Repository.Root, "artifacts", "report", Support.Evidence.Run.NewId(TimeProvider.System)), () => Secrets.Of(profile));
        run.Secrets.Learn(model);
        var (commit, dirty) = Stamp.Git();
        var again = options.Again();
        var progress = new RunProgress(console, TimeProvider.System);
        progress.Phase($"run {run.Id}, commit {commit?[..12] ?? "none"}{(dirty ? " with changes" : "")}: {again}");

        var chaos = selection.Suites.Any(suite => suite.Name == "chaos" && selection.RowsFor(suite).Count > 0);
        (string, string)[] named = needsStack ? [.. Images.In(model), .. chaos ? Images.OfChaos(profile) : []] : [];
        var judging = new JudgingRun(profile, selection, run, progress, options.Keep, options.Attach);
        var (judged, images) = await Images.After(() => judging.JudgeAsync([], interruption.Token), named);
        var rows = waivers.Apply(judged);

        var seconds = TimeProvider.System.GetElapsedTime(clock).TotalSeconds;
        var waited = run.Verdicts().DistinctBy(verdict => (verdict.Test, verdict.StartedAt)).Sum(verdict => verdict.Waited);
        var head = new RunHead(
            run.Id, commit, dirty, profile.Name, Stamp.Shown(profile.ComposeFile), Stamp.Sha256(profile.ComposeFile), images, HostUsed.This, engine,
            started, Math.Round(seconds, 1), Math.Round(waited, 1), waited > 0 ? Math.Round(seconds / waited, 2) : null, again, interruption.Token.IsCancellationRequested)
        {
            Overlays = [.. profile.Files.Skip(1).Select(file => new FileUsed(Stamp.Shown(file), Stamp.Sha256(file)))],
            Packages = Packages.Of(selection.Suites.Where(suite => selection.RowsFor(suite).Count > 0).Select(suite => suite.Assembly)),
            Load = LoadSettings.Stated(profile),
            Shard = options.Shard?.ToString(),
        };
        var report = RunReport.Of(Report.Of(head, rows), run, profile, baseline);
        ReportFiles.Write(report, run.Directory);
        ConsoleReport.Print(console, report, run.Directory);
        if (judging.Kept is var (kept, port))
        {
            KeptStacks.Add(kept);
            ConsoleReport.PrintKept(console, kept, port);
        }

        var changes = before is null ? [] : before.ChangesTo(await AttachedProject.Of(options.Attach!));
        if (before is not null)
        {
            ConsoleReport.PrintAttached(console, options.Attach!, before, changes, [.. Observing.LeftOut(selection.Suites).Where(left => options.Rows.Count == 0 || options.Rows.Contains(left.Row, StringComparer.OrdinalIgnoreCase))]);
        }

        if (options.Json)
        {
            Console.Out.WriteLine(ReportJson.Write(report));
        }

        var code = report.ExitCodeFor(options.Strict);
        // A stack that became another while it was judged was not judged.
        return changes.Count > 0 && code == ExitCode.Held ? ExitCode.Unknown : code;
    }
}
