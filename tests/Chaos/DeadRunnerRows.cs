using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Faults;

namespace Archiv.Tests.Chaos;

/// <summary>ADR-034 §6: what the kernel usually takes is the model runner, a child of the server, and the container goes on.</summary>
public sealed class DeadRunnerRows : Scenario
{
    // Tokens per second of the stand-in, so that a request is under way for seconds; a real model is slow by itself.
    private static readonly (string, string) Slow = ("STANDIN_GENERATION_RATE", "10");
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(5);

    [TestCase(false, TestName = "A runner killed by a signal in the middle of a request must be a 503 at once and heal with the next search")]
    [TestCase(true, TestName = "A runner killed for its memory in the middle of a request must be a 503 at once and heal with the next search")]
    [Guarantee("A6.3", Kind.Fault)]
    public async Task A_runner_killed_in_the_middle_of_a_request_must_be_a_503_at_once_and_heal_with_the_next_search(bool memory)
    {
        var stack = await Given(() => Stack.Up("killed runner", Profile.With(Slow), "overlays/chaos/upstream.yml"), Profile.Ollama);
        await SteadyState(stack);
        var before = await stack.Service(Profile.Ollama);
        var question = Unique("Briefe aus Breslau");

        var asked = stack.Search.Ask(question, TimeSpan.FromSeconds(Limit + 15));
        await Eventually.Given("the question to be under way at the model server", () => UnderWay(stack, question[^32..]), seen => seen, TimeSpan.FromSeconds(30));
        // The prompt is read in a moment; what takes its time is the answer.
        var killed = TimeProvider.System.GetTimestamp();
        var began = TimeProvider.System.GetUtcNow();
        var inTime = !asked.IsCompleted;
        var kill = memory ? await OutOfMemory(stack) : await stack.Engine.Exec(before.Id, "sh", "-c", KillRunner);
        // 137: the container went down with it, which is for the row to judge.
        if (kill.ExitCode is not (0 or 137) || !inTime)
        {
            Unjudged.Because($"no runner was killed in the middle of the request: {kill}{(inTime ? "" : "; it was answered before")}");
        }

        var answer = await asked;
        var after = TimeProvider.System.GetElapsedTime(killed);
        if (memory)
        {
            await Eventually.Given(
                "an oom event of the model server", () => MemoryDeaths.In(stack, began), death => death is MemoryDeath.RunnerKilled or MemoryDeath.ServerKilled, TimeSpan.FromSeconds(10));
        }

        CleanRefusal(answer);
        Judgement.Note.Expected = $"503 within {AtOnce.TotalSeconds:0} s of the kill";
        Judgement.Note.Seen = $"{answer.Status}, {after.TotalSeconds:0.0} s after the kill";
        after.Should().BeLessThan(AtOnce);
        await Heal(stack, () => Task.CompletedTask);
        var now = await stack.Service(Profile.Ollama);
        Judgement.Note.Look(now.Name, "the same container, not restarted", $"{before} became {now}");
        (now.Id, now.StartedAt).Should().Be((before.Id, before.StartedAt));
        Judgement.Note.Proof = $"503 came {after.TotalSeconds:0.0} s after the kill, the container is the same, the next search was answered";
    }

    private static async Task<Execution> OutOfMemory(Stack stack)
    {
        var pressure = new MemoryPressure(Profile.Ollama, Victim.Runner);
        await pressure.Break(stack);
        return pressure.Ended!;
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
