using System.Collections.Concurrent;
using System.Text.Json;
using Archiv.Tests.Support.Clients;
using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Faults;

namespace Archiv.Tests.Chaos;

/// <summary>ADR-034 §3 and §6: the model server hangs or dies as a process.</summary>
public sealed class DeadServerRows : Scenario
{
    private const int ModelServerPort = 11434;

    // Written after the fault has struck, four a second.
    private const int Letters = 5;

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

        // So many probes must fail before the engine may call it unhealthy.
        Judgement.Note.Waited = probe.Interval.TotalSeconds * probe.Retries;
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
        if (asked == 0)
        {
            Unjudged.Because("the first up left no trace of its pull, so the absence of a second one would prove nothing");
        }

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
        var rows = await DatabaseRows.Checksums(stack);
        var marker = $"Zeugnis{Guid.NewGuid():n}";
        ConcurrentQueue<Answer> written = [];
        IFault fault = killed ? new KilledServer(Profile.Ollama) : new MemoryPressure(Profile.Ollama, Victim.Server);
        var stop = false;
        // Somebody writes all the time: before the fault, while it strikes, and until it is healed.
        var writing = Eventually.Last(
            async () =>
            {
                written.Enqueue(await stack.Search.Write($"{marker} Brief {written.Count}"));
                return Volatile.Read(ref stop);
            },
            stopped => stopped,
            TimeSpan.FromMinutes(10));
        var began = TimeProvider.System.GetUtcNow();
        try
        {
            await Under(stack, fault, async () =>
            {
                if (!killed)
                {
                    await Eventually.Given("the kernel to have killed the server", () => MemoryDeaths.In(stack, began), death => death == MemoryDeath.ServerKilled, TimeSpan.FromSeconds(10));
                }

                var struck = TimeProvider.System.GetUtcNow();
                await Eventually.Given("letters written under the fault", () => Task.FromResult(written.Count(answer => answer.At >= struck)), count => count >= Letters, TimeSpan.FromSeconds(60));
            });
        }
        finally
        {
            Volatile.Write(ref stop, true);
            await writing;
        }

        var refused = written.Where(answer => answer.Status != 201).ToList();
        Judgement.Note.Look(
            await stack.Container(Profile.Backend), "201 for every write, with or without a model server", $"{refused.Count} of {written.Count} writes were not: {string.Join("; ", refused.Take(3))}");
        refused.Should().BeEmpty(Judgement.Note.Seen);
        await Kept(stack, rows, marker, written);
        await Untouched(stack, before, Profile.Ollama);
        Judgement.Note.Proof = $"{before.Count - 1} neighbours are the same containers; {rows.Count} rows from before are unchanged by their checksums, {written.Count} written meanwhile are there as they were acknowledged";
    }

    private static async Task Kept(Stack stack, IReadOnlyList<string> rows, string marker, ConcurrentQueue<Answer> written)
    {
        var now = (await DatabaseRows.Checksums(stack)).GroupBy(row => row).ToDictionary(same => same.Key, same => same.Count());
        var lost = rows.GroupBy(row => row).Where(same => now.GetValueOrDefault(same.Key) < same.Count()).Select(same => same.Key).ToList();
        Judgement.Note.Look(
            await stack.Container(Profile.Db), $"the {rows.Count} rows that were there before, each with the checksum it had", $"{lost.Count} are gone or changed: {string.Join("; ", lost.Take(3))}");
        lost.Should().BeEmpty(Judgement.Note.Seen);

        var held = await DatabaseRows.Holding(stack, marker);
        var missing = written.Where(answer => !held.Any(row => Parts(answer).All(part => row.Contains(part, StringComparison.Ordinal)))).ToList();
        Judgement.Note.Look(
            null, $"the {written.Count} rows that were acknowledged, each with every field of its acknowledgement", $"{held.Count} rows; not there as acknowledged: {string.Join("; ", missing.Take(3))}");
        missing.Should().BeEmpty(Judgement.Note.Seen);
    }

    // As JSON writes them, by its acknowledgement and by the database alike: every field that has one value.
    private static IEnumerable<string> Parts(Answer answer) => answer.Json.AsObject()
        .Where(field => field.Value?.GetValueKind() is JsonValueKind.String or JsonValueKind.Number)
        .Select(field => $"\"{field.Key}\":{field.Value!.ToJsonString()}");
}
