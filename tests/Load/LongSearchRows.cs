using System.Collections.Concurrent;
using Archiv.Tests.Support;
using Archiv.Tests.Support.Engine;
using NBomber.Contracts;
using NBomber.CSharp;

namespace Archiv.Tests.Load;

/// <summary>C4 and U1: what happens to searches that take long while callers leave or the backend is replaced.</summary>
public sealed partial class LongSearchRows
{
    // At any moment one search is computed and one waits, so that whichever container is stopped has something to finish.
    private const int Searchers = 2;

    private const int ShortsPerSecond = 20;

    // Longer than any rollout takes; the load ends with it.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private Stack? stack;
    private double alone;
    // True while a rollout is under way, and after one that did not end as it should.
    private bool between;

    [Test, Guarantee("U1", Kind.Load)]
    public async Task The_backend_must_be_replaced_under_load_without_a_failed_request()
    {
        var on = await Given();
        var before = await on.Service(on.Profile.Backend);
        var addresses = await Addresses(on, before);

        between = true;
        var (rollout, load, began) = await UnderLoad(on, () => Rollout.Of(on, on.Profile.Backend));

        var (after, there) = (await on.Service(on.Profile.Backend), await Containers(on));
        Judgement.Note.Look(after.Name, "exit 0 of the rollout, one backend, and another container than before", $"{rollout}; {there.Length} of {after}; before it {before}");
        rollout.ExitCode.Should().Be(0, rollout.ToString());
        there.Should().Equal([after.Id], "there is one container, and the old one is gone");
        after.Id.Should().NotBe(before.Id, "the container is a new one");
        between = false;
        var drained = await Drained(on, addresses, began);
        Judgement.Note.Proof = $"replaced in {rollout.Elapsed.TotalSeconds:0} s: {load}, {drained} of them in the old container when it was told to stop; one takes {alone:0.0} s alone";
    }

    [Test, Guarantee("U1", Kind.Load)]
    public async Task A_new_backend_that_does_not_become_healthy_must_be_rolled_back_without_a_failed_request()
    {
        var on = await Given();
        var before = await on.Service(on.Profile.Backend);
        var addresses = await Addresses(on, before);
        ConcurrentQueue<string> found = [];

        between = true;
        var (rollout, load, _) = await UnderLoad(on, () => FindingBackends(on, found, Rollout.Of(on, on.Profile.Backend, "overlays/load/broken-backend.yml")));

        var there = await Containers(on);
        Judgement.Note.Look(before.Name, "exit 1 of the rollout, and only the container from before", $"{rollout}; there are {string.Join(", ", there)}, before it {before}");
        rollout.ExitCode.Should().Be(1, rollout.ToString());
        there.Should().Equal([before.Id], "the old container goes on, and nothing is left of the new one");
        between = false;
        if (found.IsEmpty)
        {
            Unjudged.Because($"nobody looked in time whom the proxy finds under the name '{on.Profile.Backend}'");
        }

        // Connections that are open already go on to the old one; only a new one, as under more load, would meet who else has the name.
        Judgement.Note.Look(
            before.Name, $"under the name '{on.Profile.Backend}' the proxy to find only {string.Join(" or ", addresses)}", string.Join("; ", found.Distinct()));
        found.SelectMany(look => look.Split(' ')).Except(addresses).Should().BeEmpty("a version that is not ready must get no request");
        Judgement.Note.Proof = $"rolled back in {rollout.Elapsed.TotalSeconds:0} s: {load}; the container is the same, and in {found.Count} looks the only one that the proxy found";
    }

    [OneTimeTearDown]
    public async Task Down()
    {
        if (stack is not null)
        {
            await stack.DisposeAsync();
        }
    }

    private async Task<Stack> Given()
    {
        if (between)
        {
            await Down();
            (stack, alone, between) = (null, 0, false);
        }

        stack ??= await LoadedStack.Own("long searches", LoadedStack.Settings.LongWith);
        await stack.Judged(stack.Profile.Backend);
        alone = alone > 0 ? alone : await Searches.Alone(stack, few: 3);
        return stack;
    }

    // Callers who ask again as soon as they have their answer, beside a steady stream of short requests.
    private static async Task<(Execution Rollout, string Load, DateTimeOffset Began)> UnderLoad(Stack on, Func<Task<Execution>> change)
    {
        using var over = new CancellationTokenSource();
        ConcurrentQueue<Answer> searches = [], shorts = [];
        var asked = 0;
        LoadedStack.LoadBegins(on, $"long searches: {Searchers} at a time, beside {ShortsPerSecond} keyword searches a second");
        var load = OpenLoad.Start(
            Until("long search", searches, Long, Simulation.KeepConstant(Searchers, Longest), over.Token),
            Until("keyword search", shorts, () => on.Search.Keyword("Leipzig"), Simulation.Inject(ShortsPerSecond, TimeSpan.FromSeconds(1), Longest), over.Token));
        Execution rollout;
        DateTimeOffset began, ended;
        try
        {
            await Eventually.Given(
                "the load to begin", () => Task.FromResult((Searches: Volatile.Read(ref asked), Shorts: shorts.Count)), seen => seen.Searches >= Searchers && seen.Shorts > 0, Searches.Patience);
            began = TimeProvider.System.GetUtcNow();
            rollout = await change();
            ended = TimeProvider.System.GetUtcNow();
        }
        finally
        {
            await over.CancelAsync();
            await load;
            LoadedStack.LoadEnded(on, "long searches");
        }

        List<Answer> all = [.. searches, .. shorts];
        var failed = all.Where(answer => answer.Status != 200 || (answer.Request.StartsWith("POST", StringComparison.Ordinal) && !answer.IsResult)).ToList();
        Judgement.Note.Expected = "200 for every request while the backend is replaced";
        Judgement.Note.Seen = failed.Count == 0 ? $"{all.Count} times 200" : $"{failed.Count} of {all.Count} failed, such as {failed[0]}";
        failed.Should().BeEmpty(Judgement.Note.Seen);
        var during = InFlight.Of(searches.Select(answer => (answer.At, answer.Elapsed)), began, ended);
        if (during.Least < Searchers)
        {
            Unjudged.Because($"the backend was not replaced under {Searchers} long searches: {during}");
        }

        // The last second may have begun with some of its requests still due.
        var (sent, due) = (shorts.Count(answer => answer.At >= began && answer.At <= ended), ShortsPerSecond * ((ended - began).TotalSeconds - 1));
        if (sent < due * (1 - OpenLoad.MostMissing))
        {
            Unjudged.Because($"the generator did not keep its rate: {sent} of {due:0} short requests were sent while the backend was replaced");
        }

        return (rollout, $"{all.Count} requests, none failed; of {searches.Count} long searches {during}", began);

        Task<Answer> Long()
        {
            var answer = on.Search.Ask(SearchClient.Unique("Briefe aus Halle"), Searches.Patience);
            Interlocked.Increment(ref asked);
            return answer;
        }
    }

    private static ScenarioProps Until(
        string name, ConcurrentQueue<Answer> answers, Func<Task<Answer>> ask, LoadSimulation load, CancellationToken over) => Scenario
        .Create(name, async context =>
        {
            if (over.IsCancellationRequested)
            {
                context.StopCurrentTest("the rollout is over");
                return Response.Ok();
            }

            var answer = await ask();
            answers.Enqueue(answer);
            return answer.Status == 200 ? Response.Ok(statusCode: "200") : Response.Fail(statusCode: $"{answer.Status}", message: answer.Error ?? "");
        })
        .WithoutWarmUp()
        .WithMaxFailCount(int.MaxValue)
        .WithLoadSimulations(load);
}
