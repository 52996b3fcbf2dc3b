using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Faults;

namespace Archiv.Tests.Chaos;

/// <summary>ADR-034 §6: what the kernel usually takes is the model runner, a child of the server, and the container goes on.</summary>
public sealed class DeadRunnerRows : Scenario
{
    // Tokens per second of the stand-in, so that a request is under way for seconds; a real model is slow by itself.
    private static readonly (string, string) Slow = ("STANDIN_GENERATION_RATE", "6");
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(5);

    [TestCase(false, TestName = "A runner killed by a signal in the middle of a request must be a 503 at once and heal with the next search")]
    [TestCase(true, TestName = "A runner killed for its memory in the middle of a request must be a 503 at once and heal with the next search")]
    [Guarantee("A6.3", Kind.Fault)]
    public async Task A_runner_killed_in_the_middle_of_a_request_must_be_a_503_at_once_and_heal_with_the_next_search(bool memory)
    {
        var stack = await Given(() => Stack.Up("killed runner", Profile.With(Slow), "overlays/chaos/upstream.yml"), Profile.Ollama);
        await SteadyState(stack);
        var question = Unique("Briefe aus Breslau");

        var asked = stack.Search.Ask(question, TimeSpan.FromSeconds(Limit + 15));
        await Eventually.Given("the question to be under way at the model server", () => UnderWay(stack, question), seen => seen, TimeSpan.FromSeconds(30));
        var before = await stack.Services();
        // The prompt is read in a moment; what takes its time is the answer.
        var began = TimeProvider.System.GetUtcNow();
        var runner = new KilledRunner(Profile.Ollama);
        await Under(stack, memory ? new MemoryPressure(Profile.Ollama, Victim.Runner) : runner, async () =>
        {
            var (killed, dead) = memory ? await KilledByTheKernel(stack, began) : (runner.Struck, runner.Over);
            var answer = await asked;
            if (answer.Status == 200 && answer.At + answer.Elapsed <= dead)
            {
                Unjudged.Because($"the question was answered before the runner was killed: {answer}");
            }

            var after = answer.At + answer.Elapsed - killed;
            CleanRefusal(answer);
            Judgement.Note.Look(null, $"503 within {AtOnce.TotalSeconds:0} s of the kill", $"{answer.Status}, {after.TotalSeconds:0.0} s after the kill");
            after.Should().BeLessThan(AtOnce);
            var next = await NextSearch(stack);
            Judgement.Note.Proof = $"503 came {after.TotalSeconds:0.0} s after the kill, all containers are the same, the very next search was answered after {next.Elapsed.TotalSeconds:0.0} s";
        }, steady: false);

        await Untouched(stack, before);
    }

    private static async Task<(DateTimeOffset, DateTimeOffset)> KilledByTheKernel(Stack stack, DateTimeOffset began)
    {
        await Eventually.Given("the kernel to have killed the runner", () => MemoryDeaths.In(stack, began), death => death == MemoryDeath.RunnerKilled, TimeSpan.FromSeconds(10));
        var first = stack.Events(began).First(entry => entry.Service == Profile.Ollama && entry.Action == "oom").At;
        return (first, first);
    }

    private static async Task<bool> UnderWay(Stack stack, string question) =>
        (await stack.Upstream.SentFor(question)).Any(request => request.Status == 0);
}
