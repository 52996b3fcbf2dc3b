using System.Globalization;
using Archiv.Tests.Support.Faults;

namespace Archiv.Tests.Chaos;

/// <summary>ADR-034 §2: the stack comes up again when the model registry cannot be asked, and survives a first start without one.</summary>
public sealed class CachedModelRows : Scenario
{
    private const string Refuses = "overlays/chaos/registry-refuses.yml";
    private const string Unknown = "overlays/chaos/registry-unknown.yml";
    private const string Untrusted = "overlays/chaos/registry-untrusted.yml";
    private const string Unwell = "overlays/chaos/registry-unwell.yml";
    private const string NoWayOut = "overlays/chaos/no-way-out.yml";
    private const string OtherName = "another.invalid";
    private static readonly TimeSpan Quickly = TimeSpan.FromSeconds(20);

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
        if (await stack.RegistryRequests() == 0)
        {
            Unjudged.Because("the pull left no trace in the registry's log, so the absence of a second one would prove nothing");
        }

        await stack.Compose("down");

        var withRegistry = await stack.ReUp([]);
        var asked = await stack.RegistryRequests();
        Judgement.Note.Expected = "up exits 0, and no line in the registry's access log over it";
        Judgement.Note.Seen = $"{asked} requests; {withRegistry}";
        withRegistry.ExitCode.Should().Be(0, withRegistry.ToString());
        asked.Should().Be(0);
        var noWayOut = new UnreachableRegistry("the network has no way out", "dial tcp|timed out", NoWayOut, OtherName, isolated: true);
        await Under(stack, noWayOut, async () =>
        {
            var withoutWayOut = await noWayOut.Up(stack);

            Judgement.Note.Expected = "up exits 0 on a network without a way out";
            Judgement.Note.Seen = withoutWayOut.ToString();
            withoutWayOut.ExitCode.Should().Be(0, withoutWayOut.ToString());
            await Searches(stack);
            Judgement.Note.Proof = $"0 requests over the re-up; without a way out up took {withoutWayOut.Elapsed.TotalSeconds:0.0} s";
        });
    }

    [TestCaseSource(nameof(Ways)), DependsOnTest(nameof(A_cached_model_must_make_no_registry_round_trip), AllowFailure = true), Guarantee("A2.4", Kind.Fault)]
    public async Task Re_up_with_a_cached_model_must_work_while_the_registry_is_unreachable(UnreachableRegistry registry)
    {
        var stack = await WithCachedModel();

        await Under(stack, registry, async () =>
        {
            var up = await registry.Up(stack);

            var init = await stack.Service(Profile.Init);
            var ran = (await stack.Engine.Inspect(init.Id)).State;
            var took = Moment(ran.FinishedAt) - Moment(ran.StartedAt);
            Judgement.Note.Container = init.Name;
            Judgement.Note.Expected = $"init exits 0 within {Quickly.TotalSeconds:0} s, up exits 0, search 200";
            Judgement.Note.Seen = $"{init} after {took.TotalSeconds:0.0} s; {up}";
            init.ExitCode.Should().Be(0, init.ToString());
            took.Should().BeLessThan(Quickly, "a cached model needs nobody");
            up.ExitCode.Should().Be(0, up.ToString());
            await Searches(stack);
            Judgement.Note.Proof = $"{registry.Name}: init exited 0 after {took.TotalSeconds:0.0} s, up after {up.Elapsed.TotalSeconds:0.0} s, search 200";
        });
    }

    private static IEnumerable<TestCaseData> Ways() =>
    [
        Way("connections are refused", new("connections are refused", "connection refused", Refuses)),
        Way("its name does not resolve", new("its name does not resolve", "no such host|server misbehaving|timed out", Unknown, name: OtherName)),
        Way("packets are dropped", new("packets are dropped", "timed out", filter: "INPUT -i eth0 -j DROP")),
        Way("its certificate is not trusted", new("its certificate is not trusted", "x509|certificate", Untrusted)),
        Way("it answers 503", new("it answers 503", "503|[Uu]navailable|health", Unwell)),
    ];

    private static TestCaseData Way(string how, UnreachableRegistry registry) =>
        new TestCaseData(registry).SetName($"Re-up with a cached model must work while the registry cannot be asked because {how}");

    private static DateTimeOffset Moment(string? engine) => DateTimeOffset.Parse(engine!, CultureInfo.InvariantCulture);

    private static Task<Support.Clients.Answer> Searches(Stack stack) => Eventually.Seen(
        "a search with 200", () => stack.Search.Ask(Unique("Fotos aus Leipzig"), TimeSpan.FromSeconds(62)),
        answer => answer.Status == 200, TimeSpan.FromSeconds(90));
}
