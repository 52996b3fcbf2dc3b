namespace Archiv.Tests.Chaos;

/// <summary>ADR-034 §2: the stack comes up again when the model registry cannot be asked, and survives a first start without one.</summary>
public sealed class CachedModelRows : Scenario
{
    private const string Refuses = "overlays/chaos/registry-refuses.yml";
    private const string Unknown = "overlays/chaos/registry-unknown.yml";
    private const string NoWayOut = "overlays/chaos/no-way-out.yml";
    private static readonly (string, string) OtherName = ("REGISTRY_NAME", "another.invalid");

    private bool cached;

    private Task<Stack> ColdWithoutRegistry()
    {
        _ = Profile.Registry;
        return Given(() => Stack.Up("cold, no registry", Profile, Refuses));
    }

    private async Task<Stack> WithCachedModel()
    {
        var stack = await ColdWithoutRegistry();
        if (!cached)
        {
            Unjudged.Because("the first start was not repaired, so no model is cached");
        }

        return stack;
    }

    [Test, Guarantee("A2.5", Kind.Fault)]
    public async Task A_cold_start_without_registry_must_leave_the_rest_working_and_be_repaired_by_the_next_up()
    {
        var stack = await ColdWithoutRegistry();

        var init = await stack.Service(Profile.Init);
        Judgement.Note.Container = init.Name;
        init.Status.Should().Be("exited", init.ToString());
        init.ExitCode.Should().NotBe(0, "a model that cannot be pulled must be said");
        stack.FirstUp.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(60), "init must end in bounded time");
        var states = await Ready(stack, Profile.Ollama);
        CleanRefusal(await stack.Search.Ask(Unique("Urkunden aus Wien"), TimeSpan.FromSeconds(20)));
        (await stack.Search.Keyword("Breslau")).Status.Should().Be(200);

        var repaired = await stack.ReUp([]);
        var found = await Eventually.Seen(
            "a search with 200 after the repair", () => stack.Search.Ask(Unique("Urkunden aus Wien"), TimeSpan.FromSeconds(62)),
            answer => answer.Status == 200, TimeSpan.FromSeconds(90));

        cached = true;
        repaired.ExitCode.Should().Be(0, repaired.ToString());
        Judgement.Note.Proof = $"init exited {init.ExitCode}, {states.Values.Count(state => state.Ready)} services healthy meanwhile, repaired by the next up ({found.Status})";
    }

    [Test, DependsOnTest(nameof(A_cold_start_without_registry_must_leave_the_rest_working_and_be_repaired_by_the_next_up), AllowFailure = true), Guarantee("A2.3", Kind.Fault)]
    public async Task A_cached_model_must_make_no_registry_round_trip()
    {
        var stack = await WithCachedModel();
        await stack.Compose("down");

        var withRegistry = await stack.ReUp([]);
        var asked = await stack.RegistryRequests();
        await stack.Compose("down");
        try
        {
            var withoutWayOut = await stack.ReUp([Profile.Overlay(NoWayOut)], OtherName);

            Judgement.Note.Expected = "no line in the registry's access log, and up exits 0 on a network without a way out";
            Judgement.Note.Seen = $"{asked} requests; {withoutWayOut}";
            withRegistry.ExitCode.Should().Be(0, withRegistry.ToString());
            asked.Should().Be(0);
            withoutWayOut.ExitCode.Should().Be(0, withoutWayOut.ToString());
            await Searches(stack);
            Judgement.Note.Proof = $"0 requests over the re-up; without a way out up took {withoutWayOut.Elapsed.TotalSeconds:0.0} s";
        }
        finally
        {
            // A network's internal flag does not change in place.
            await Heal(stack, async () =>
            {
                await stack.Compose("down");
                await stack.ReUp([]);
            });
        }
    }

    [TestCase("connection refused", Refuses, "registry.ollama.ai", TestName = "Re-up with a cached model must work while the registry refuses connections")]
    [TestCase("name does not resolve", Unknown, "another.invalid", TestName = "Re-up with a cached model must work while the registry's name does not resolve")]
    [DependsOnTest(nameof(A_cached_model_must_make_no_registry_round_trip), AllowFailure = true), Guarantee("A2.4", Kind.Fault)]
    public async Task Re_up_with_a_cached_model_must_work_while_the_registry_is_unreachable(string how, string overlay, string alias)
    {
        var stack = await WithCachedModel();
        await stack.Compose("down");
        try
        {
            var up = await stack.ReUp([Profile.Overlay(overlay)], ("REGISTRY_NAME", alias));

            await Bites(stack, overlay, ("REGISTRY_NAME", alias));
            var init = await stack.Service(Profile.Init);
            Judgement.Note.Container = init.Name;
            Judgement.Note.Expected = "init exits 0, up exits 0, search 200";
            Judgement.Note.Seen = $"{init}; {up}";
            init.ExitCode.Should().Be(0, init.ToString());
            up.ExitCode.Should().Be(0, up.ToString());
            await Searches(stack);
            Judgement.Note.Proof = $"{how}: up exited 0 after {up.Elapsed.TotalSeconds:0.0} s";
        }
        finally
        {
            await Heal(stack, () => stack.ReUp([]));
        }
    }

    private static Task<Support.Clients.Answer> Searches(Stack stack) => Eventually.Seen(
        "a search with 200", () => stack.Search.Ask(Unique("Fotos aus Leipzig"), TimeSpan.FromSeconds(62)),
        answer => answer.Status == 200, TimeSpan.FromSeconds(90));

    /// <summary>Proves the fault where init stands: its image, network and resolver.</summary>
    private static async Task Bites(Stack stack, string overlay, (string, string) name)
    {
        var dial = await stack.Compose(
            [Profile.Overlay(overlay)], [name],
            "run", "--rm", "--no-deps", "-T", "--entrypoint", "timeout", Profile.Init, "2", "bash", "-c", "exec 3<>/dev/tcp/registry.ollama.ai/443");
        if (dial.ExitCode == 0)
        {
            Unjudged.Because("the fault does not bite: init's container reaches registry.ollama.ai:443");
        }
    }
}
