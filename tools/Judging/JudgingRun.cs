using System.Collections.Concurrent;
using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Evidence;
using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Support.Profiles;
using Archiv.Tests.Support.Rules;
using Archiv.Tests.Tools.Reporting;

namespace Archiv.Tests.Tools.Judging;

/// <summary>Judges one artefact: static rows in this process, the others by the suites side by side. Leaves nothing running but what is to be kept.</summary>
/// <param name="profile">The artefact with its settings.</param>
/// <param name="selection">What to judge.</param>
/// <param name="run">Where verdicts and events lie.</param>
/// <param name="progress">Says what happens.</param>
/// <param name="keep">The stack that the suite e2e observes stays.</param>
/// <param name="attach">The Compose project to observe instead of a new one.</param>
internal sealed class JudgingRun(Profile profile, Selection selection, Run run, RunProgress progress, bool keep = false, string? attach = null)
{
    private static readonly TimeSpan TimeToHeal = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    // Half an hour where a stack comes up in 90 s; about ten come up, some of them twice.
    private readonly TimeSpan longest = 20 * profile.UpTimeout;
    private readonly EventTail tail = new(run.Directory);
    private readonly ConcurrentDictionary<string, bool> projects = [];
    private readonly List<SuiteProcess> processes = [];

    /// <summary>Why the run stopped early; null where it did not.</summary>
    public string? Stopped { get; private set; }

    /// <summary>The stack that was left running: its Compose project and its proxy's port on this host.</summary>
    public (string Project, string Port)? Kept { get; private set; }

    /// <summary>Judges the selected rows.</summary>
    /// <param name="decided">Rows that need no stack once their static half has broken them.</param>
    /// <param name="stop">Ends the suites (they heal first); rows without a verdict become unknown.</param>
    public async Task<IReadOnlyList<RowResult>> JudgeAsync(IReadOnlyCollection<string> decided, CancellationToken stop)
    {
        var broken = JudgeStatic();
        var dynamic = selection.Without([.. broken.Intersect(decided)]);
        var starts = selection.Suites.Select(suite => (Suite: suite, Rows: dynamic.RowsFor(suite))).Where(start => start.Rows.Count > 0).ToList();
        using var memory = new MemorySampler(profile.Ollama, projects, run);
        try
        {
            foreach (var sideBySide in starts.GroupBy(start => start.Suite.Measures).OrderBy(group => group.Key))
            {
                await RunSuites(sideBySide, stop);
            }

            return Rows();
        }
        finally
        {
            await memory.Stop();
            if (Stopped is not null)
            {
                Kept = null;
            }

            await Leftovers.Remove(run.Id, [.. projects.Keys.Where(project => project != attach && project != Kept?.Project)], progress);
            processes.ForEach(process => process.Dispose());
        }
    }

    private async Task RunSuites(IEnumerable<(Suite Suite, IReadOnlyList<string> Rows)> starts, CancellationToken stop)
    {
        if (Stopped is not null)
        {
            return;
        }

        foreach (var (suite, rows) in starts)
        {
            progress.Phase($"suite {suite.Name}: {string.Join(' ', rows)}");
            processes.Add(SuiteProcess.Start(suite, rows, run.Directory, Environment()));
        }

        await Watch(stop);
    }

    private List<RowResult> Rows()
    {
        var verdicts = run.Verdicts().ToLookup(verdict => verdict.Row);
        var plans = run.Plans().ToLookup(owed => owed.Row);
        return
        [
            .. Catalogue.Rows.Where(row => !row.Active || selection.Wanted.ContainsKey(row))
                .Where(row => selection.Along?.Contains(row.Id) != true || processes.Exists(process => row.Kinds.Any(kind => process.Suite.Judges.Contains((row.Id, kind)))))
                .Select(row => Combine.Row(row, selection.Wanted.GetValueOrDefault(row, row.Kinds), [.. verdicts[row.Id]], [.. plans[row.Id]], kind => WhyMissing(row, kind))),
        ];
    }

    private HashSet<string> JudgeStatic()
    {
        var resolved = Resolve();
        var wanted = selection.Wanted.Where(entry => entry.Value.Contains(Kind.Static)).Select(entry => entry.Key.Id).ToHashSet();
        var verdicts = StaticRows.Judge(profile).Where(verdict => wanted.Contains(verdict.Row)).ToList();
        var against = verdicts.Where(verdict => verdict.Outcome == Outcome.Broken).ToList();
        var evidence = against.Count > 0 ? StaticEvidence(resolved, against.Select(verdict => verdict.Container).OfType<string>()) : null;
        foreach (var verdict in verdicts)
        {
            run.Leave(verdict.Outcome == Outcome.Broken ? verdict with { Evidence = evidence } : verdict);
            progress.Static(verdict);
        }

        return [.. verdicts.Where(verdict => verdict.Outcome == Outcome.Broken).Select(verdict => verdict.Row)];
    }

    // Before anything is written, so that the run knows the secrets of what it judges; the files too, as not every one can be resolved.
    private (string File, string Text) Resolve()
    {
        profile.Artefact.Select(File.ReadAllText).ToList().ForEach(run.Secrets.LearnFrom);
        try
        {
            var model = ComposeCli.Resolve(profile.Artefact, profile.Settings);
            run.Secrets.Learn(model);
            return ("compose.resolved.json", model.Json);
        }
        catch (ComposeException refused)
        {
            return ("compose.refused.txt", refused.Message);
        }
    }

    // What the static rows read: the files, those that findings name among them, and the model that Compose makes of them; masked.
    private string StaticEvidence((string File, string Text) resolved, IEnumerable<string> named)
    {
        var folder = run.EvidenceFor("static");
        var files = profile.Artefact.Concat(named.Select(name => Path.Combine(Path.GetDirectoryName(profile.ComposeFile)!, name)).Where(File.Exists)).Distinct();
        (string File, string Text)[] all = [.. files.Select(file => (Path.GetFileName(file), File.ReadAllText(file))), resolved];
        foreach (var (file, text) in all)
        {
            File.WriteAllText(Path.Combine(folder, file), run.Secrets.Mask(text));
        }

        return Path.GetRelativePath(run.Directory, folder);
    }

    private Dictionary<string, string> Environment() => new()
    {
        ["ARCHIV_PROFILE"] = profile.Name,
        ["ARCHIV_COMPOSE_FILE"] = profile.ComposeFile,
        ["ARCHIV_OVERLAYS"] = string.Join(':', profile.Changes),
        ["PROXY_PORT"] = profile.Settings.GetValueOrDefault("PROXY_PORT", ""),
        ["ARCHIV_KEEP"] = keep ? "1" : "",
        ["ARCHIV_ATTACH"] = attach ?? "",
        ["ARCHIV_READS"] = selection.Suites.Any(suite => suite.LeftOut is not null) ? "1" : "",
    };

    private async Task Watch(CancellationToken stop)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(Poll);
        while (processes.Any(process => !process.Ended))
        {
            await timer.WaitForNextTickAsync(CancellationToken.None);
            ShowEvents();
            if (Stopped is null && (stop.IsCancellationRequested || TimeProvider.System.GetElapsedTime(started) > longest))
            {
                Stopped = stop.IsCancellationRequested ? "the run was interrupted" : $"the run was stopped after {longest.TotalMinutes:0} minutes";
                progress.Phase($"{Stopped}: the suites end (at most {TimeToHeal.TotalSeconds:0} s), their stacks are removed");
                started = TimeProvider.System.GetTimestamp();
                Running("TERM");
            }
            else if (Stopped is not null && TimeProvider.System.GetElapsedTime(started) > TimeToHeal)
            {
                Running("KILL");
            }
        }

        if (stop.IsCancellationRequested)
        {
            Stopped ??= "the run was interrupted";
        }

        ShowEvents();
    }

    private void Running(string signal) => processes.Where(process => !process.Ended).ToList().ForEach(process => process.Signal(signal));

    private void ShowEvents()
    {
        foreach (var entry in tail.Read())
        {
            progress.Show(entry);
            if (entry.What == "stack")
            {
                projects.TryAdd(entry.Subject, true);
            }
            else if (entry.What == "kept")
            {
                Kept = (entry.Subject, entry.Text);
            }
        }

        progress.Heartbeat();
    }

    private string WhyMissing(Guarantee row, Kind kind)
    {
        var name = kind.ToString().ToLowerInvariant();
        if (kind == Kind.Static)
        {
            return "no verdict of kind static: no rule reads it from the model";
        }

        var process = processes.FirstOrDefault(candidate => candidate.Suite.Judges.Contains((row.Id, kind)));
        return Stopped is { } why ? $"no verdict of kind {name}: {why}"
            : process is null ? $"no verdict of kind {name}: no built suite has a test for it"
            : process.ExitCode is 0 or 1 ? $"no verdict of kind {name}: its test did not run, because one that it builds on did not pass; see {Path.GetFileName(process.Log)}"
            : $"no verdict of kind {name}: the {process.Suite.Name} test process ended with code {process.ExitCode}, see {Path.GetFileName(process.Log)}";
    }
}
