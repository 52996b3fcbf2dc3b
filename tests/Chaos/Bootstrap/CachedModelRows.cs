using Archiv.Tests.Support.Faults;

namespace Archiv.Tests.Chaos.Bootstrap;

/// <summary>ADR-034 §2: with a cached model the stack comes up again whatever ails the model registry.</summary>
public sealed class CachedModelRows : Scenario
{
    private const string Refuses = "overlays/chaos/registry-refuses.yml";
    private const string Unknown = "overlays/chaos/registry-unknown.yml";
    private const string Untrusted = "overlays/chaos/registry-untrusted.yml";
    private const string Unwell = "overlays/chaos/registry-unwell.yml";
    private const string OtherName = "another.invalid";
    private static readonly TimeSpan Quickly = TimeSpan.FromSeconds(20);

    [TestCaseSource(nameof(Ways)), Guarantee("A2.4", Kind.Fault)]
    public async Task Re_up_with_a_cached_model_must_work_while_the_registry_is_unreachable(UnreachableRegistry registry)
    {
        var stack = await Given(() => Stack.Up("cached model", Profile), Profile.Init, cameUp: true);

        await Under(stack, registry, async () =>
        {
            var up = await registry.Up(stack);

            var init = await stack.Service(Profile.Init);
            var took = await stack.Engine.Ran(init.Id);
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
}
