namespace Archiv.Tests.Chaos;

/// <summary>ADR-034 §1: the archive without its model server, from the start and until it comes.</summary>
public sealed class OllamaAbsentRows : Scenario
{
    private Task<Stack> Absent() => Given(() => Stack.UpOnly(
        "without model server", Profile, services => services.Except([Profile.Ollama, Profile.Init])));

    [Test, Guarantee("A1.3", Kind.Fault)]
    public async Task Without_Ollama_everything_else_must_be_healthy_and_search_must_refuse_cleanly_at_once()
    {
        var stack = await Absent();

        var states = await Ready(stack, Profile.Ollama);
        states.Keys.Should().NotContain(Profile.Ollama, "nothing may bring the model server in through a dependency");
        var refused = await stack.Search.Ask(Unique("Postkarten von Anna"), TimeSpan.FromSeconds(20));

        CleanRefusal(refused);
        refused.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(3), "an absent server is known at once, its name's resolution included");
        (await stack.Search.Keyword("Breslau")).Status.Should().Be(200);
        (await stack.Search.Health()).Status.Should().Be(200);
        Judgement.Note.Proof = $"{states.Values.Count(state => state.Ready)} services healthy, clean 503 after {refused.Elapsed.TotalSeconds:0.00} s";
    }

    [Test, DependsOnTest(nameof(Without_Ollama_everything_else_must_be_healthy_and_search_must_refuse_cleanly_at_once)), Guarantee("A1.4", Kind.Fault)]
    public async Task When_Ollama_comes_search_must_work_without_a_restart_of_any_other_container()
    {
        var stack = await Absent();
        var before = await Ready(stack, Profile.Ollama);

        var up = await stack.ReUp();
        var found = await Eventually.Seen(
            "a search with 200", () => stack.Search.Ask(Unique("Briefe aus Breslau"), TimeSpan.FromSeconds(62)),
            answer => answer.Status == 200, TimeSpan.FromSeconds(90));

        up.ExitCode.Should().Be(0, up.ToString());
        var after = await stack.Services();
        foreach (var state in before.Values)
        {
            Judgement.Note.Expected = $"the same container of {state.Service}, not restarted";
            Judgement.Note.Seen = $"{state} became {after.GetValueOrDefault(state.Service)}";
            after.Should().ContainKey(state.Service);
            (after[state.Service].Id, after[state.Service].StartedAt).Should().Be((state.Id, state.StartedAt));
        }

        Judgement.Note.Proof = $"200 after {found.Elapsed.TotalSeconds:0.0} s, the {before.Count} other containers are the same";
    }
}
