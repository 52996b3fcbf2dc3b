using Archiv.Tests.Support.Clients;
using Archiv.Tests.Support.Faults;

namespace Archiv.Tests.Chaos;

/// <summary>ADR-034 §1: the archive without its model server, from the start and until it comes.</summary>
public sealed class OllamaAbsentRows : Scenario
{
    // Two seconds to connect, one for the way there and back.
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(3);

    // Two of the resolver's own time-outs of five seconds.
    private static readonly TimeSpan Lookups = TimeSpan.FromSeconds(10);

    private Task<Stack> Absent() => Given(() => Stack.UpOnly(
        "without model server", Profile, services => services.Except([Profile.Ollama, Profile.Init])), Profile.Backend);

    [Test, Guarantee("A1.3", Kind.Fault)]
    public async Task Without_Ollama_everything_else_must_be_healthy_and_search_must_refuse_cleanly_at_once()
    {
        var stack = await Absent();

        var states = await Ready(stack, Profile.Ollama);
        Judgement.Note.Look(Profile.Ollama, "no container of the model server", string.Join("; ", states.Values));
        states.Keys.Should().NotContain(Profile.Ollama, "nothing may bring the model server in through a dependency");
        // A backend of a minute has compiled none of its answers: what the first of all costs is not what this is about.
        await stack.Search.Keyword("Breslau");
        var refused = await stack.Search.Ask(Unique("Postkarten von Anna"), TimeSpan.FromSeconds(20));

        CleanRefusal(refused);
        CameWithin(refused, AtOnce, "an absent server is known at once");
        var (keyword, health) = (await stack.Search.Keyword("Breslau"), await stack.Search.Health());
        Judgement.Note.Look(await stack.Container(Profile.Backend), "keyword search and health answer 200", $"{keyword}; {health}");
        keyword.Status.Should().Be(200, Judgement.Note.Seen);
        health.Status.Should().Be(200, Judgement.Note.Seen);
        Judgement.Note.Proof = $"{states.Values.Count(state => state.Ready)} services healthy, clean 503 after {refused.Elapsed.TotalSeconds:0.00} s";
    }

    [Test, DependsOnTest(nameof(Without_Ollama_everything_else_must_be_healthy_and_search_must_refuse_cleanly_at_once), AllowFailure = true), Guarantee("A1.4", Kind.Fault)]
    public async Task When_Ollama_comes_or_comes_back_search_must_work_without_a_restart_of_any_other_container()
    {
        var stack = await Absent();
        var before = await Ready(stack, Profile.Ollama);

        var came = new RemovedService(Profile.Ollama);
        await Under(stack, came, () => Refused(stack), steady: false, unseen: true);
        Judgement.Note.Look(await stack.Container(Profile.Init), "the up that brings the model server exits 0", $"{came.Repair}");
        came.Repair!.ExitCode.Should().Be(0, $"{came.Repair}");
        await Untouched(stack, before);

        var went = new RemovedService(Profile.Ollama);
        await Under(stack, went, () => Refused(stack));
        await Untouched(stack, before);

        // A server that runs where nobody reaches it is as absent as none.
        await Under(stack, new DisconnectedService(Profile.Ollama), () => Refused(stack));
        await Untouched(stack, before);

        Judgement.Note.Proof = $"search answered after it came, was refused when it went or lost its network, and answered after it came back; the {before.Count} other containers are the same";
    }

    [Test, DependsOnTest(nameof(When_Ollama_comes_or_comes_back_search_must_work_without_a_restart_of_any_other_container), AllowFailure = true), Guarantee("A1.3", Kind.Fault)]
    public async Task Where_no_name_is_resolved_search_must_refuse_cleanly_at_once()
    {
        var stack = await Absent();
        // The whole stack, as A1.4 leaves it: the steady state is one in which searches are answered.
        await stack.ReUp();

        await Under(stack, new SilentResolver(Profile.Backend), async () =>
        {
            // Who joins a lookup that is nearly over is refused soon whatever the deadline is: some of these meet one from its begin.
            List<Answer> refused = [];
            await Eventually.Last(
                async () =>
                {
                    refused.Add(await stack.Search.Ask(Unique("Briefe aus Danzig"), TimeSpan.FromSeconds(20)));
                    return refused[^1];
                },
                answer => answer.Elapsed >= AtOnce || !answer.IsRefusal,
                Lookups);

            refused.ForEach(CleanRefusal);
            var slowest = refused.MaxBy(answer => answer.Elapsed)!;
            CameWithin(slowest, AtOnce, "the time for a connection includes that for the server's name");
            Judgement.Note.Proof = $"{refused.Count} times a clean 503 while no name was resolved, {slowest.Elapsed.TotalSeconds:0.00} s at most";
        });
    }

    private async Task Refused(Stack stack) =>
        CleanRefusal(await Eventually.Seen(
            "a refusal without a model server", () => stack.Search.Ask(Unique("Briefe aus Wien"), TimeSpan.FromSeconds(20)), answer => answer.Status == 503, TimeSpan.FromSeconds(30)));
}
