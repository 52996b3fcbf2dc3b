using System.Collections.Concurrent;
using System.CommandLine;
using Archiv.Tests.Support;
using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Support.Rules;
using Archiv.Tests.Tools.Judging;
using Archiv.Tests.Tools.Mutants;
using Archiv.Tests.Tools.Reporting;
using Spectre.Console;

namespace Archiv.Tests.Tools.Commands;

/// <summary><c>mutants</c>: proves that the rows turn red on stacks that break them.</summary>
internal static class MutantsCommand
{
    private const int SideBySide = 4;
    private const string Profile = "standin";
    private static readonly string[] SteadyState = ["E1.1", "E1.2"];

    private const string Description = """
        Judges each mutant of the stack against its own rows, all static rows and the steady state; keeps the kill matrix in artifacts/mutants/<run>/
        (latest links to the last run that was neither interrupted nor given --only; the report of scripts/verify shows the matrix with the most mutants).
        Exit code: 0 all killed, 1 one survives, turns a row red that it is not about, or is not explained by the report, 2 one could not be decided, 3 wrong use, 130 interrupted.

        Examples:
          scripts/mutants                        all mutants
          scripts/mutants --only no-ollama       one
          scripts/mutants --full                 each against every row (nightly)
          scripts/mutants --quick --json | jq .killed
        """;

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new Command("mutants", Description);
        var only = Options.List("--only", "Only these mutants.", "ID…");
        var full = new Option<bool>("--full") { Description = "Judge every active row on each mutant." };
        var quick = new Option<bool>("--quick") { Description = "Only mutants that need seconds, or one stack and no long wait." };
        var json = new Option<bool>("--json") { Description = "Print mutants.json to stdout; progress goes to stderr." };
        new Option[] { only, full, quick, json }.ToList().ForEach(command.Add);
        command.SetAction((parsed, _) => Run(parsed.GetValue(only) ?? [], parsed.GetValue(full), parsed.GetValue(quick), parsed.GetValue(json)));
        return command;
    }

    private static async Task<int> Run(string[] only, bool full, bool quick, bool json)
    {
        using var interruption = new Interruption();
        var console = json ? Consoles.Error : Consoles.Out;
        var chosen = Choose(only, quick);
        if (Needs.Asked)
        {
            return Needs.Say(Preflight.Profile(Profile, null, []));
        }

        var suites = Suite.Built(Suite.Names);
        if (full || chosen.Any(NeedsStack))
        {
            await Preflight.Engine();
        }

        var home = Path.Combine(Repository.Root, "artifacts", "mutants", Support.Evidence.Run.NewId(TimeProvider.System));
        Directory.CreateDirectory(home);
        // As they are when it begins; of changes that are in no commit the matrix names none.
        var (commit, dirty) = Stamp.Git();
        // The quick ones last: they fill the places that the long ones leave. With every row there are loads to measure, which want the machine for themselves.
        ConcurrentBag<MutantResult> judged = [];
        async ValueTask One(Mutant mutant, CancellationToken none)
        {
            if (!interruption.Token.IsCancellationRequested)
            {
                judged.Add(await Judge(mutant, suites, full, home, console, interruption.Token));
            }
        }

        await Parallel.ForEachAsync(chosen.Where(mutant => !mutant.Alone).OrderBy(mutant => mutant.Quick), Side(full ? 1 : SideBySide), One);
        await Parallel.ForEachAsync(chosen.Where(mutant => mutant.Alone), Side(1), One);
        MutantResult[] results = [.. judged.OrderBy(result => result.Mutant.Id, StringComparer.Ordinal)];

        var matrix = KillMatrix.Json(results, dirty ? null : commit);
        File.WriteAllText(Path.Combine(home, "mutants.json"), matrix);
        File.WriteAllText(Path.Combine(home, "mutants.md"), KillMatrix.Markdown(results));
        File.WriteAllText(Path.Combine(home, "index.html"), KillMatrixPage.Write(results, home));
        if (IsLatest(only, interruption.Token.IsCancellationRequested))
        {
            ReportFiles.Latest(home);
        }

        Print(console, results, home);
        if (results.Length < chosen.Count)
        {
            console.WriteLine($"interrupted before {chosen.Count - results.Length} of {chosen.Count} mutants were judged");
        }

        if (json)
        {
            Console.Out.Write(matrix);
        }

        return interruption.Token.IsCancellationRequested ? ExitCode.Interrupted
            : results.Any(result => result.Fate is Fate.Survived or Fate.Spilled or Fate.Unexplained) ? ExitCode.Broken
            : results.Any(result => result.Fate == Fate.Undecided) ? ExitCode.Unknown
            : ExitCode.Held;
    }

    /// <summary>Whether the link latest moves to a run: not to one of mutants named by hand, and not to half a run.</summary>
    internal static bool IsLatest(string[] only, bool interrupted) => only.Length == 0 && !interrupted;

    private static ParallelOptions Side(int places) => new() { MaxDegreeOfParallelism = places };

    private static IReadOnlyList<Mutant> Choose(string[] only, bool quick)
    {
        var all = Mutant.All();
        if (only.FirstOrDefault(id => all.All(mutant => mutant.Id != id)) is { } unknown)
        {
            throw new WrongUse($"'{unknown}' is no mutant. Known: {string.Join(' ', all.Select(mutant => mutant.Id))}");
        }

        return [.. all.Where(mutant => only.Length == 0 || only.Contains(mutant.Id)).Where(mutant => !quick || mutant.Quick)];
    }

    private static bool NeedsStack(Mutant mutant) =>
        mutant.Rows.Any(row => Catalogue.Row(row).Kinds.Any(kind => kind != Kind.Static));

    /// <summary>Judges one mutant and leaves what its run found below a folder; without suites by its static rows alone.</summary>
    internal static async Task<MutantResult> Judge(Mutant mutant, IReadOnlyList<Suite> suites, bool full, string home, IAnsiConsole console, CancellationToken stop)
    {
        var clock = TimeProvider.System.GetTimestamp();
        // The run's id marks its containers, so it must be unique among all runs of the machine.
        Support.Profiles.Profile? profile = null;
        var run = Support.Evidence.Run.Open(Path.Combine(home, $"{mutant.Id}-{Path.GetFileName(home)}"), () => Support.Evidence.Secrets.Of(profile));
        profile = MutatedStack.Make(mutant, Profile, run.Directory);
        var judging = new JudgingRun(profile, Wanted(mutant, suites, full), run, new RunProgress(console, TimeProvider.System, $"{mutant.Id}: ", terse: true));
        var rows = await judging.JudgeAsync(full ? [] : [.. mutant.Rows.Except(mutant.Demands.Select(demand => demand.Row))], stop);
        Support.Evidence.SecretSweep.Run(run.Directory, run.Secrets);
        var result = new MutantResult(
            mutant, [.. rows.Where(row => row.Status != RowStatus.Planned)], run.Verdicts(), run.Directory, TimeProvider.System.GetElapsedTime(clock).TotalSeconds);
        console.MarkupLine($"{Colour(result.Fate)} {mutant.Id} by {string.Join(' ', mutant.Breaks)} in {result.Seconds:0.0} s");
        return result;
    }

    // Its own rows in every kind, what the static rows say of it, and the steady state where its stack is observed anyway
    // (a row under a fault looks at the steady state of its own stack before and after).
    private static Selection Wanted(Mutant mutant, IReadOnlyList<Suite> suites, bool full) => new(
        Catalogue.Rows.Where(row => row.Active)
            .Select(row => (Row: row, Kinds: full || mutant.Rows.Contains(row.Id) || SteadyState.Contains(row.Id) ? row.Kinds : [.. row.Kinds.Where(kind => kind == Kind.Static)]))
            .Where(entry => entry.Kinds.Any(kind => kind != Kind.Static) || StaticRows.All.Any(row => row.Id == entry.Row.Id))
            .ToDictionary(entry => entry.Row, entry => entry.Kinds),
        suites,
        full ? [] : [.. SteadyState.Except(mutant.Rows)]);

    private static string Colour(Fate fate) => fate switch
    {
        Fate.Killed => "[green]killed[/]",
        Fate.Survived => "[red]SURVIVED[/]",
        Fate.Spilled => "[red]SPILLED[/]",
        Fate.Unexplained => "[red]UNEXPLAINED[/]",
        _ => "[yellow]undecided[/]",
    };

    private static void Print(IAnsiConsole console, MutantResult[] results, string home)
    {
        var table = new Table().Border(TableBorder.None).AddColumn("mutant").AddColumn("fate").AddColumn("must break").AddColumn("breaks too").AddColumn("why not killed");
        foreach (var result in results.OrderByDescending(result => result.Fate == Fate.Survived).ThenByDescending(result => result.Fate))
        {
            var open = result.Rows.Where(row => result.Mutant.Rows.Contains(row.Id) && row.Status != RowStatus.Broken);
            table.AddRow(
                result.Mutant.Id,
                Colour(result.Fate),
                string.Join(' ', result.Mutant.Breaks),
                string.Join(' ', result.AlsoBroken),
                Markup.Escape(string.Join("; ", open.Select(row => $"{row.Id} {ReportJson.Name(row.Status)}: {row.Reason}")
                    .Concat(result.Spilled.Select(row => $"{row} is red and mayBreak gives no reason"))
                    .Concat(result.Unsaid))));
        }

        console.WriteLine();
        console.Write(table);
        console.WriteLine();
        console.WriteLine($"matrix  {Stamp.Shown(home)} (index.html, mutants.json, mutants.md)");
        console.WriteLine($"mutants {results.Count(result => result.Fate == Fate.Killed)} killed, {results.Count(result => result.Fate is Fate.Survived or Fate.Spilled or Fate.Unexplained)} survived, {results.Count(result => result.Fate == Fate.Undecided)} undecided");
    }
}
