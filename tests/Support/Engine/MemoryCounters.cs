using Archiv.Tests.Support.Guarantees;

namespace Archiv.Tests.Support.Engine;

/// <summary>What the kernel counts for a container's memory, read inside it; the files of cgroup v1 and v2.</summary>
/// <param name="OomKills">Processes killed for lack of memory since the container was made.</param>
/// <param name="Swapped">Bytes in swap.</param>
public sealed record MemoryCounters(long OomKills, long Swapped)
{
    private const string V1 = "cat /sys/fs/cgroup/memory/memory.oom_control && grep -E '^(total_)?swap ' /sys/fs/cgroup/memory/memory.stat";
    private const string V2 = "cat /sys/fs/cgroup/memory.events && sed 's/^/swap /' /sys/fs/cgroup/memory.swap.current";

    /// <summary>Reads them. When the container cannot tell them, the row is unknown.</summary>
    public static async Task<MemoryCounters> Read(DockerEngine engine, string container)
    {
        var read = await Ask(engine, container);
        return Parse(read.Output) ?? Give(read);
    }

    /// <summary>Reads them where the container may be going down at this moment: null when it cannot tell them.</summary>
    public static async Task<MemoryCounters?> TryRead(DockerEngine engine, string container) => Parse((await Ask(engine, container)).Output);

    /// <summary>Reads both spellings, <c>oom_kill 1</c> and <c>swap 0</c> on lines of their own; null where a number is missing.</summary>
    public static MemoryCounters? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var numbers = CounterLines.Of(text.Split('\n'));
        return numbers.TryGetValue("oom_kill", out var kills) && numbers.TryGetValue("swap", out var swap) ? new(kills, swap) : null;
    }

    private static Task<Execution> Ask(DockerEngine engine, string container)
    {
        ArgumentNullException.ThrowIfNull(engine);
        return engine.Exec(container, "sh", "-c", $"({V2}) 2>/dev/null || ({V1})");
    }

    private static MemoryCounters Give(Execution read)
    {
        Unjudged.Because($"the cgroup's counters cannot be read in the container: {read}");
        return null;
    }
}
