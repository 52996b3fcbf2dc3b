using Archiv.Tests.Support.Faults;

namespace Archiv.Tests.Chaos;

/// <summary>ADR-034 §3 and §6: the model server hangs or dies as a process.</summary>
public sealed class ServerRows : Scenario
{
    private Task<Stack> Deployed() => Given(() => Stack.Up("dying model server", Profile));

    [Test, Guarantee("A3.2", Kind.Fault)]
    public async Task A_frozen_server_must_become_unhealthy_and_healthy_again()
    {
        var stack = await Deployed();
        var container = await stack.Engine.Inspect((await stack.Service(Profile.Ollama)).Id);
        var probe = container.Config.Healthcheck!;
        var bound = (probe.Interval + probe.Timeout) * (probe.Retries + 1) + TimeSpan.FromSeconds(15);
        Judgement.Note.Container = container.Name;

        await Under(stack, new FrozenServer(Profile.Ollama), async () =>
        {
            var health = await Eventually.Seen(
                $"{probe.Retries} failed probes in a row",
                async () => (await stack.Engine.Inspect(container.ID)).State.Health!,
                seen => seen.Status == "unhealthy" && seen.FailingStreak >= probe.Retries && seen.Log!.Last().ExitCode != 0,
                bound,
                seen => $"{seen?.Status}, streak {seen?.FailingStreak}");
            Judgement.Note.Proof = $"unhealthy with {health.FailingStreak} failed probes";
        });

        var healed = await Eventually.Seen(
            "healthy again", () => stack.Service(Profile.Ollama), state => state.Health == "healthy", bound);
        healed.Id.Should().Be(container.ID);
    }

    [Test, Guarantee("A6.4", Kind.Fault)]
    public async Task A_killed_server_must_be_brought_back_by_the_restart_policy_without_a_new_pull()
    {
        var stack = await Deployed();
        var before = await stack.Service(Profile.Ollama);
        var asked = await stack.RegistryRequests();
        var killed = TimeProvider.System.GetUtcNow();
        Judgement.Note.Container = before.Name;

        await Under(stack, new KilledServer(Profile.Ollama), async () =>
        {
            var back = await Eventually.Seen(
                "one restart by the policy",
                () => stack.Service(Profile.Ollama),
                state => state.Status == "running" && state.RestartCount == before.RestartCount + 1,
                TimeSpan.FromSeconds(30));
            var found = await Eventually.Seen(
                "a search with 200", () => stack.Search.Ask(Unique("Briefe von Anna"), TimeSpan.FromSeconds(62)),
                answer => answer.Status == 200, TimeSpan.FromSeconds(90));

            back.Id.Should().Be(before.Id);
            await Eventually.Seen(
                "its death by SIGKILL among the engine's events",
                () => Task.FromResult(stack.Events(killed)),
                events => events.Any(entry => entry.Service == Profile.Ollama && entry.Action == "die" && entry.ExitCode == 137),
                TimeSpan.FromSeconds(5),
                events => string.Join("; ", events));
            (await stack.RegistryRequests()).Should().Be(asked, "the model lies on the volume");
            Judgement.Note.Proof = $"restarted once, search answered {(TimeProvider.System.GetUtcNow() - killed).TotalSeconds:0.0} s after the kill ({found.Status})";
        });
    }
}
