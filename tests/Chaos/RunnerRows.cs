using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Faults;

namespace Archiv.Tests.Chaos;

/// <summary>ADR-034 §6: what the kernel usually takes is the model runner, a child of the server, and the container goes on.</summary>
public sealed class RunnerRows : Scenario
{
    // Tokens per second of the stand-in, so that a request is under way for seconds; a real model is slow by itself.
    private static readonly (string, string) Slow = ("STANDIN_GENERATION_RATE", "5");
    private const string Upstream = "overlays/chaos/upstream.yml";
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(5);

    private Task<Stack> Deployed() => Given(() => Stack.Up("killed runner", Profile.With(Slow), Upstream));

    [Test, Guarantee("A6.3", Kind.Fault)]
    public async Task A_runner_killed_in_the_middle_of_a_request_must_be_a_503_at_once_and_heal_with_the_next_search()
    {
        var stack = await Deployed();
        await SteadyState(stack);
        var before = await stack.Service(Profile.Ollama);
        var question = Unique("Briefe aus Breslau");
        Judgement.Note.Container = before.Name;

        var asked = stack.Search.Ask(question, TimeSpan.FromSeconds(Limit + 15));
        await Eventually.Given("the question to be under way at the model server", () => UnderWay(stack, question[^32..]), seen => seen, TimeSpan.FromSeconds(30));
        // The prompt is read in a moment; what takes its time is the answer.
        var killed = TimeProvider.System.GetTimestamp();
        var kill = await stack.Engine.Exec(before.Id, "sh", "-c", KillRunner);
        if (kill.ExitCode != 0 || asked.IsCompleted)
        {
            Unjudged.Because($"no runner was killed in the middle of the request: {kill}{(asked.IsCompleted ? "; it was answered before" : "")}");
        }

        var answer = await asked;
        var after = TimeProvider.System.GetElapsedTime(killed);
        CleanRefusal(answer);
        Judgement.Note.Expected = $"503 within {AtOnce.TotalSeconds:0} s of the kill";
        Judgement.Note.Seen = $"{answer.Status}, {after.TotalSeconds:0.0} s after the kill";
        after.Should().BeLessThan(AtOnce);
        await Heal(stack, () => Task.CompletedTask);
        var now = await stack.Service(Profile.Ollama);
        Judgement.Note.Expected = "the same container, not restarted";
        Judgement.Note.Seen = $"{before} became {now}";
        (now.Id, now.StartedAt).Should().Be((before.Id, before.StartedAt));
        Judgement.Note.Proof = $"503 came {after.TotalSeconds:0.0} s after the kill, the container is the same, the next search was answered";
    }

    [TestCaseSource(nameof(Deaths)), Guarantee("A6.7", Kind.Fault)]
    public async Task The_ways_in_which_memory_runs_out_must_be_told_apart(IFault fault, MemoryDeath expected)
    {
        var stack = await Deployed();
        await SteadyState(stack);
        var began = TimeProvider.System.GetUtcNow();

        await Under(stack, fault, async () =>
        {
            Judgement.Note.Container = (await stack.Service(Profile.Ollama)).Name;
            Judgement.Note.Expected = $"{expected}";
            if (fault is KilledServer)
            {
                await Eventually.Given("its death among the engine's events", () => Task.FromResult(stack.Events(began)), seen => seen.Any(entry => entry.Action == "die"), TimeSpan.FromSeconds(10));
            }

            var told = await Eventually.Seen(
                $"the report to say {expected}", () => Told(stack, began), death => death == expected, TimeSpan.FromSeconds(30));
            Judgement.Note.Seen = $"{told}";
            Judgement.Note.Proof = $"{fault.Name}: {told}";
        });
    }

    private static IEnumerable<TestCaseData> Deaths() =>
    [
        Case("the kernel killed the runner", new MemoryPressure(Profile.Ollama, Victim.Runner), MemoryDeath.RunnerKilled),
        Case("the kernel killed the server", new MemoryPressure(Profile.Ollama, Victim.Server), MemoryDeath.ServerKilled),
        Case("somebody else killed the server", new KilledServer(Profile.Ollama), MemoryDeath.None),
        Case("a load was refused for lack of memory", new TooSmallForTheModel(Profile.Ollama, Upstream), MemoryDeath.LoadRefused),
    ];

    private static TestCaseData Case(string what, IFault fault, MemoryDeath expected) =>
        new TestCaseData(fault, expected).SetName($"When {what}, the report must tell it from the others");

    private static async Task<MemoryDeath> Told(Stack stack, DateTimeOffset since)
    {
        var ollama = await stack.Service(Profile.Ollama);
        return MemoryDeaths.Of(stack.Events(since).Where(entry => entry.Service == Profile.Ollama), await stack.Engine.Logs(ollama.Id, since));
    }

    // Of the same user, so that no capability is needed; sh has no pkill in these images.
    private const string KillRunner = """
        killed=1
        for process in /proc/[0-9]*; do
          if tr '\0' ' ' <"$process/cmdline" 2>/dev/null | grep -q 'ollama [r]unner'; then
            kill -KILL "${process#/proc/}" && killed=0
          fi
        done
        exit $killed
        """;

    private static async Task<bool> UnderWay(Stack stack, string marker) =>
        (await stack.Upstream.Requests()).Any(request => request.Status == 0 && request.Body.Contains(marker, StringComparison.Ordinal));
}
