using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Faults;

namespace Archiv.Tests.Chaos;

/// <summary>ADR-034 §6: what happens when the model server wants more memory than it may have.</summary>
public sealed class MemoryRows : Scenario
{
    private Task<Stack> Deployed() => Given(() => Stack.Up("out of memory", Profile), Profile.Ollama);

    [Test, Guarantee("A6.2", Kind.Fault)]
    public async Task Memory_above_the_limit_must_be_an_OOM_kill_and_never_swap()
    {
        var stack = await Deployed();
        var before = await stack.Service(Profile.Ollama);
        var pressure = new MemoryPressure(Profile.Ollama);
        Judgement.Note.Container = before.Name;
        // Pressure comes after the load: the weights are part of what the limit has to hold.
        await SteadyState(stack);
        var counted = await MemoryCounters.Read(stack.Engine, before.Id);
        var began = TimeProvider.System.GetUtcNow();

        await Under(stack, pressure, async () =>
        {
            Judgement.Note.Expected = $"the kernel to kill the process that asks for too much (137), before its own time of {MemoryPressure.Patience.TotalSeconds:0} s is over";
            Judgement.Note.Seen = $"{pressure.Ended}";
            pressure.Ended!.ExitCode.Should().Be(137, Judgement.Note.Seen);
            pressure.Ended.Elapsed.Should().BeLessThan(MemoryPressure.Patience, "it stood still instead");
            var after = await MemoryCounters.Read(stack.Engine, before.Id);
            // The engine's events come a moment after the kill; that they come at all is judged here.
            var events = await Eventually.Last(
                () => Task.FromResult(stack.Events(began).Where(entry => entry.Service == Profile.Ollama && entry.Action == "oom").ToList()), seen => seen.Count > 0, TimeSpan.FromSeconds(10)) ?? [];

            Judgement.Note.Expected = "the process that asks for too much is killed (137), an oom event, one more oom_kill in the cgroup, nothing in swap";
            Judgement.Note.Seen = $"{pressure.Ended}; {events.Count} oom event(s); oom_kill {counted.OomKills} then {after.OomKills}; {after.Swapped} bytes in swap";
            after.OomKills.Should().BeGreaterThan(counted.OomKills, Judgement.Note.Seen);
            events.Should().NotBeEmpty(Judgement.Note.Seen);
            after.Swapped.Should().Be(0);
            Judgement.Note.Proof = Judgement.Note.Seen;
        });

        var now = await stack.Service(Profile.Ollama);
        Judgement.Note.Look(now.Name, "the same container", $"{before} became {now}");
        now.Id.Should().Be(before.Id);
        if (!HostSwaps())
        {
            Unjudged.NotApplicable($"this host has no swap, so that nothing is swapped shows nothing; that the kernel kills was seen: {Judgement.Note.Proof}");
        }
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
                $"the report to say {expected}", () => MemoryDeaths.In(stack, began), death => death == expected, TimeSpan.FromSeconds(30));
            Judgement.Note.Seen = $"{told}";
            Judgement.Note.Proof = $"the report says {told}: {fault.Name}";
        });
    }

    private static IEnumerable<TestCaseData> Deaths() =>
    [
        Case("the kernel killed the runner", new MemoryPressure(Profile.Ollama, Victim.Runner), MemoryDeath.RunnerKilled),
        Case("the kernel killed the server", new MemoryPressure(Profile.Ollama, Victim.Server), MemoryDeath.ServerKilled),
        Case("the kernel killed another process of its container", new MemoryPressure(Profile.Ollama), MemoryDeath.OtherKilled),
        Case("somebody else killed the server", new KilledServer(Profile.Ollama), MemoryDeath.None),
        Case("a load was refused for lack of memory", new TooSmallForTheModel(Profile.Ollama), MemoryDeath.LoadRefused),
    ];

    private static TestCaseData Case(string what, IFault fault, MemoryDeath expected) =>
        new TestCaseData(fault, expected).SetName($"When {what}, the report must tell it from the others");

    private static bool HostSwaps() => File.Exists("/proc/swaps") && File.ReadLines("/proc/swaps").Skip(1).Any();
}
