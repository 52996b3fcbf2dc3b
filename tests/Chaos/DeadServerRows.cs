using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Faults;

namespace Archiv.Tests.Chaos;

/// <summary>ADR-034 §3 and §6: the model server hangs or dies as a process.</summary>
public sealed class DeadServerRows : Scenario
{
    private const int ModelServerPort = 11434;

    private Task<Stack> Deployed() => Given(() => Stack.Up("dying model server", Profile), Profile.Ollama);

    [TestCase(true, TestName = "A frozen server must become unhealthy, and healthy again")]
    [TestCase(false, TestName = "A server whose port is gone must become unhealthy, and healthy again")]
    [Guarantee("A3.2", Kind.Fault)]
    public async Task A_server_that_does_not_answer_must_become_unhealthy_and_healthy_again(bool frozen)
    {
        var stack = await Deployed();
        var container = await stack.Engine.Inspect((await stack.Service(Profile.Ollama)).Id);
        var probe = container.Config.Healthcheck!;
        var bound = (probe.Interval + probe.Timeout) * (probe.Retries + 1) + TimeSpan.FromSeconds(15);
        Judgement.Note.Container = container.Name;

        IFault fault = frozen ? new FrozenServer(Profile.Ollama) : new DeafServer(Profile.Ollama, ModelServerPort);
        await Under(stack, fault, async () =>
        {
            var health = await Eventually.Seen(
                $"{probe.Retries} failed probes in a row",
                async () => (await stack.Engine.Inspect(container.ID)).State.Health!,
                seen => seen.Status == "unhealthy" && seen.FailingStreak >= probe.Retries && seen.Log!.Last().ExitCode != 0,
                bound,
                seen => $"{seen?.Status}, streak {seen?.FailingStreak}");
            Judgement.Note.Proof = $"{fault.Name}: unhealthy with {health.FailingStreak} failed probes";
        });

        var healed = await Eventually.Seen(
            "healthy again", () => stack.Service(Profile.Ollama), state => state.Health == "healthy", bound);
        Judgement.Note.Look(healed.Name, "the same container, healthy again", $"{healed}; it was {container.ID[..12]}");
        healed.Id.Should().Be(container.ID);
    }

    [Test, Guarantee("A6.4", Kind.Fault)]
    public async Task A_killed_server_must_be_brought_back_by_the_restart_policy_without_a_new_pull()
    {
        var stack = await Deployed();
        var before = await stack.Service(Profile.Ollama);
        var asked = await stack.Registry.Requests();
        var killed = TimeProvider.System.GetUtcNow();
        Judgement.Note.Container = before.Name;

        await Under(stack, new KilledServer(Profile.Ollama), async () =>
        {
            var back = await Eventually.Seen(
                "one restart by the policy",
                () => stack.Service(Profile.Ollama),
                state => state.Status == "running" && state.RestartCount == before.RestartCount + 1,
                TimeSpan.FromSeconds(30));
            var found = await Searches(stack);

            Judgement.Note.Look(back.Name, "the same container", $"{before} became {back}");
            back.Id.Should().Be(before.Id);
            await Eventually.Seen(
                "its death by SIGKILL among the engine's events",
                () => Task.FromResult(stack.Events(killed)),
                events => events.Any(entry => entry.Service == Profile.Ollama && entry.Action == "die" && entry.ExitCode == 137),
                TimeSpan.FromSeconds(5),
                events => string.Join("; ", events));
            var now = await stack.Registry.Requests();
            Judgement.Note.Look(back.Name, "no request to the registry: the model lies on the volume", $"{now - asked} requests");
            now.Should().Be(asked);
            Judgement.Note.Proof = $"restarted once, search answered {(TimeProvider.System.GetUtcNow() - killed).TotalSeconds:0.0} s after the kill ({found.Status})";
        });
    }

    [TestCase(true, TestName = "Neighbours and every written row must survive when the model server is killed")]
    [TestCase(false, TestName = "Neighbours and every written row must survive when the model server runs out of memory")]
    [Guarantee("A6.5", Kind.Fault)]
    public async Task Neighbours_and_every_written_row_must_survive(bool killed)
    {
        var stack = await Deployed();
        await SteadyState(stack);
        var before = await stack.Services();
        var marker = $"Zeugnis{Guid.NewGuid():n}";
        List<string> written = [.. await Write(stack, marker)];
        var others = (await stack.Search.Keyword("Breslau")).Json["documents"]!.ToJsonString();
        IFault fault = killed ? new KilledServer(Profile.Ollama) : new MemoryPressure(Profile.Ollama, Victim.Server);

        var began = TimeProvider.System.GetUtcNow();

        await Under(stack, new WithWork(fault, async () => written.AddRange(await Write(stack, marker))), async () =>
        {
            written.AddRange(await Write(stack, marker));
            if (!killed)
            {
                await Eventually.Given("the kernel to have killed the server", () => MemoryDeaths.In(stack, began), death => death == MemoryDeath.ServerKilled, TimeSpan.FromSeconds(10));
            }
        });

        var kept = (await stack.Search.Keyword(marker)).Json["documents"]!.AsArray().Select(document => document!["id"]!.ToString()).ToList();
        var now = (await stack.Search.Keyword("Breslau")).Json["documents"]!.ToJsonString();
        var db = await stack.Container(Profile.Db);
        Judgement.Note.Look(db, "the rows of the archive that were there before, unchanged", $"{now.Length} characters of them, {others.Length} before");
        now.Should().Be(others);
        Judgement.Note.Look(db, $"the {written.Count} rows that were acknowledged", $"{kept.Count} rows");
        kept.Should().BeEquivalentTo(written);
        await Untouched(stack, before, Profile.Ollama);
        Judgement.Note.Proof = $"{before.Count - 1} neighbours are the same containers, {kept.Count} of {written.Count} acknowledged rows are there";
    }

    // Five letters; each must be acknowledged, whatever the model server does.
    private static async Task<IEnumerable<string>> Write(Stack stack, string marker)
    {
        List<string> ids = [];
        for (var letter = 0; letter < 5; letter++)
        {
            var answer = await stack.Search.Write($"{marker} Brief {letter}");
            Judgement.Note.Look(await stack.Container(Profile.Backend), "201 for every write, with or without a model server", answer.ToString());
            answer.Status.Should().Be(201, answer.ToString());
            ids.Add(answer.Json["id"]!.ToString());
        }

        return ids;
    }
}
