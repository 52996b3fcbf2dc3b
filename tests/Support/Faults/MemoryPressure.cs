using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Faults;

/// <summary>
/// A process inside a container asks for half as much memory again as the container may have, and gives it back when it is through.
/// It makes somebody the kernel's first victim: itself by default, so that what else runs there survives.
/// </summary>
/// <param name="service">The service in whose container it runs.</param>
/// <param name="victim">Itself, the model runner or the main process.</param>
public sealed class MemoryPressure(string service, Victim victim = Victim.Itself) : IFault
{
    /// <summary>After this time the process gives up by itself.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private IReadOnlyList<string> runners = [];
    private MemoryCounters? counted;
    private string? startedAt;
    private DateTimeOffset began;

    // Raising a score of a process of the same user needs no capability.
    private string Choose => victim switch
    {
        Victim.Server => $"{MainProcess.Find()}; echo 1000 >/proc/$main/oom_score_adj",
        Victim.Runner => ModelRunners.Each("echo 1000 >\"$process/oom_score_adj\""),
        _ => "echo 1000 >/proc/self/oom_score_adj",
    };

    /// <inheritdoc />
    public string Name => $"a process in '{service}' asks for more memory than its limit, and the kernel's first victim is {victim.ToString().ToLowerInvariant()}";

    /// <summary>How the process ended: 137 where it was killed, 0 where it was given all that it asked for.</summary>
    public Execution? Ended { get; private set; }

    /// <inheritdoc />
    public async Task Break(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var container = await stack.Engine.Inspect((await stack.Service(service)).Id);
        var limit = container.HostConfig.Memory;
        var free = new FileInfo("/proc/meminfo") is { Exists: true } info ? Available(File.ReadLines(info.FullName)) : long.MaxValue;
        if (limit * 3 / 2 > free)
        {
            // How much is free changes from minute to minute: no property of the host.
            Unjudged.Because($"the host has {free >> 20} MiB of free memory now, less than the {limit * 3 / 2 >> 20} MiB that would have to be asked for");
        }

        runners = victim == Victim.Runner ? await ModelRunners.Given(stack, service) : await ModelRunners.Alive(stack, service);
        counted = await MemoryCounters.Read(stack.Engine, container.ID);
        (startedAt, began) = (container.State.StartedAt, TimeProvider.System.GetUtcNow());
        // A line without an end: tail keeps all of it. Without a limit, 1 GiB shows that none is there.
        var bytes = limit > 0 ? limit * 3 / 2 : 1L << 30;
        Ended = await stack.Engine.Exec(
            container.ID,
            "timeout", "-s", "KILL", $"{Patience.TotalSeconds:0}",
            "sh", "-c", $"{Choose}; head -c {bytes} /dev/zero | tail -n 1 >/dev/null");
    }

    /// <inheritdoc />
    /// <remarks>Whether the kernel acted is what rows judge; where it did, the one that it took must be the one chosen.</remarks>
    public async Task<string?> Escapes(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        if (Ended is null or { ExitCode: < 0 or 125 or 126 or 127 })
        {
            return $"the process could not run: {Ended}";
        }

        var state = await stack.Service(service);
        if (state.Status != "running" || state.StartedAt != startedAt)
        {
            // Whoever ends the container after its runner has died does so with another code, which is for the row to judge.
            var killed = stack.Events(began).Any(entry => entry.Service == service && entry.Action == "die" && entry.ExitCode == MemoryDeaths.Killed);
            return victim == Victim.Server || (victim == Victim.Runner && !killed) ? null : $"the container went down: {state}";
        }

        // A container that is just going down is looked at again.
        var now = await MemoryCounters.TryRead(stack.Engine, state.Id);
        if (now is null || now.OomKills == counted!.OomKills)
        {
            return now is null ? "the cgroup's counters cannot be read" : null;
        }

        var gone = runners.Except(await ModelRunners.Alive(stack, service)).Count();
        return victim switch
        {
            Victim.Server => "the kernel killed somebody, and the server goes on",
            Victim.Runner => gone > 0 ? null : "the kernel killed somebody, and the runner goes on",
            _ => gone == 0 ? null : "the kernel killed the runner",
        };
    }

    /// <inheritdoc />
    public Task Heal(Stack stack) => Task.CompletedTask;

    private static long Available(IEnumerable<string> lines) =>
        lines.Where(line => line.StartsWith("MemAvailable:", StringComparison.Ordinal))
            .Select(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture) << 10)
            .FirstOrDefault(long.MaxValue);
}
