using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Archiv.Tests.Support.Clients;
using Archiv.Tests.Support.Evidence;
using Archiv.Tests.Support.Faults;

namespace Archiv.Tests.Chaos;

/// <summary>ADR-034 §4: users do not meet a load. The stack's model loads slowly, so that a warm search and one that waited for a load cannot be confused.</summary>
public sealed class ColdLoadRows : Scenario
{
    private const string ClockRate = "org.archiv.clock-rate";

    private static readonly TimeSpan DefaultKeepAlive = TimeSpan.FromSeconds(300);

    // Timers of a busy machine are late; two seconds of patience are what a user has.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Impatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(Limit + Tolerance);

    // The stand-in reads this many bytes per second, some 10 s in all; another server loads as it does.
    private Task<Stack> SlowToLoad() => Given(() => Stack.Up("slow to load", Profile.With(("STANDIN_LOAD_BANDWIDTH", "3500000"))), Profile.Ollama);

    [Test, Guarantee("A4.2", Kind.Live)]
    public async Task After_an_idle_time_longer_than_the_default_keep_alive_the_first_search_must_be_warm()
    {
        var stack = await SlowToLoad();
        await SteadyState(stack);
        List<Answer> warm = [await SteadyState(stack), await SteadyState(stack), await SteadyState(stack)];
        var median = warm.Select(answer => answer.Elapsed).Order().ElementAt(1);
        var before = await Loads(stack);
        var load = before.Longest ?? TimeSpan.Zero;
        if (load == TimeSpan.Zero)
        {
            Unjudged.Because("the model is loaded, but the model server's log has no line of its load");
        }

        var idle = DefaultKeepAlive / await Rate(stack) + Margin;
        Run.Current.Say("idle", stack.Project, $"{stack.Name}: {idle.TotalSeconds:0.0} s without a request");
        await Eventually.Idle(idle);
        var first = await stack.Search.Ask(Unique("Briefe aus Breslau"), Within);
        var after = await Loads(stack);

        // A quick load says nothing by its time; then the log alone decides.
        var mostLoading = TimeSpan.FromSeconds(Math.Max(1, load.TotalSeconds / 2));
        var mostElapsed = 3 * median + mostLoading;
        Judgement.Note.Expected = $"200 and no new load in the log after {idle.TotalSeconds:0.0} s without a request; loadMs below {mostLoading.TotalMilliseconds:0} and an answer within {mostElapsed.TotalSeconds:0.0} s "
            + $"(half a load of {load.TotalSeconds:0.0} s; thrice the warm median of {median.TotalSeconds:0.00} s and that)";
        Judgement.Note.Seen = $"{first.Status} after {first.Elapsed.TotalSeconds:0.00} s, loadMs {LoadTime(first)?.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) ?? "not shown"}; {before} before, {after} after";
        first.Status.Should().Be(200, first.ToString());
        (after.Begun, after.Finished).Should().Be((before.Begun, before.Finished), "nothing loads a model that stays in memory");
        (LoadTime(first) ?? TimeSpan.Zero).Should().BeLessThan(mostLoading);
        first.Elapsed.Should().BeLessThan(mostElapsed);
        Judgement.Note.Proof = $"idle for {idle.TotalSeconds:0.0} s, then {Judgement.Note.Seen}; warm median {median.TotalSeconds:0.00} s";
    }

    [Test, Guarantee("A4.5", Kind.Fault)]
    public async Task After_a_restart_of_Ollama_a_caller_that_gives_up_must_not_keep_the_model_from_loading()
    {
        var stack = await SlowToLoad();
        // Warm where it can be: a stack that begins loads and never ends one is for this row to judge.
        var warm = await stack.Search.Ask(Unique("Briefe aus Stettin"), Within);
        var states = await Ready(stack, Profile.Ollama);
        var before = await Loads(stack);
        if (before.Begun == 0)
        {
            Unjudged.Because($"precondition failed: the model server's log has no line of a load; a search gave {warm}");
        }

        var patience = before.Longest is { } load && load / 4 < Impatience ? load / 4 : Impatience;
        Judgement.Note.Container = states[Profile.Ollama].Name;

        var clock = Stopwatch.StartNew();
        await Under(stack, new RestartedService(Profile.Ollama), () => ServedThoughSomebodyGaveUp(stack, before, patience, clock), steady: false);
        await Untouched(stack, states, Profile.Ollama);
    }

    private static async Task ServedThoughSomebodyGaveUp(Stack stack, ModelLoads before, TimeSpan patience, Stopwatch sinceRestart)
    {
        var left = await Eventually.Seen(
            $"a search that waits for the load, given up after {patience.TotalSeconds:0.0} s", () => stack.Search.Ask(Unique("Postkarten von Anna"), patience),
            answer => answer.Status == 200 || GaveUp(answer, patience), TimeSpan.FromSeconds(Limit));
        if (left.Status == 200 || (await Loads(stack)).Finished > before.Finished)
        {
            Unjudged.Because($"the load was over before a caller could give up: {left}");
        }

        // The first user who waits: for what remains of the load, and no longer than the promise.
        var first = stack.Search.Ask(Unique("Fotos aus Leipzig"), Within);
        var loaded = await Eventually.Seen(
            "the model to be loaded", async () => (Loads: await Loads(stack), Listed: await Listed(stack)),
            seen => seen.Loads.Aborted > before.Aborted || (seen.Listed && seen.Loads.Finished > before.Finished),
            TimeSpan.FromSeconds(Limit) - sinceRestart.Elapsed, seen => $"{seen.Loads}; the model is {(seen.Listed ? "" : "not ")}in /api/ps");
        Judgement.Note.Expected = "the load that the caller left to go on";
        Judgement.Note.Seen = $"{before} before, {loaded.Loads} after";
        loaded.Loads.Aborted.Should().Be(before.Aborted, "an aborted load starts at nothing again, and the next impatient caller aborts that one");

        var answer = await first;
        var served = sinceRestart.Elapsed;
        Judgement.Note.Expected = $"200 and a result within {Limit:0} s of the restart for a search that was asked during the load";
        Judgement.Note.Seen = $"{answer}, {served.TotalSeconds:0.0} s after the restart";
        answer.IsResult.Should().BeTrue(answer.ToString());
        served.Should().BeLessThan(Within);
        Judgement.Note.Proof = $"a caller gave up after {patience.TotalSeconds:0.0} s; the load went on, {loaded.Loads.Aborted - before.Aborted} aborted; whoever asked then had 200 after {answer.Elapsed.TotalSeconds:0.0} s, {served.TotalSeconds:0.0} s after the restart";
    }

    private static bool GaveUp(Answer answer, TimeSpan patience) => answer.Status == 0 && answer.Elapsed >= patience;

    private static async Task<ModelLoads> Loads(Stack stack) =>
        ModelLoads.Of((await stack.Services()).TryGetValue(Profile.Ollama, out var server) ? await stack.Engine.Logs(server.Id) : "");

    private static async Task<bool> Listed(Stack stack) =>
        JsonNode.Parse(await stack.ModelServer.Loaded())!["models"]!.AsArray().Any(model => model!["name"]!.ToString() == Profile.Model);

    // What the answer itself says; not every backend shows it.
    private static TimeSpan? LoadTime(Answer answer) =>
        answer.Status == 200 && answer.Json is JsonObject body && body["timings"]?["loadMs"] is { } load ? TimeSpan.FromMilliseconds(load.GetValue<double>()) : null;

    // Only the stand-in's container carries the label: everywhere else a second is a second.
    private static async Task<double> Rate(Stack stack)
    {
        var container = await stack.Engine.Inspect((await stack.Service(Profile.Ollama)).Id);
        return container.Config.Labels.TryGetValue(ClockRate, out var rate) ? double.Parse(rate, CultureInfo.InvariantCulture) : 1;
    }
}
