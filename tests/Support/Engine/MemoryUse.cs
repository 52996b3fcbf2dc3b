using Docker.DotNet.Models;

namespace Archiv.Tests.Support.Engine;

/// <summary>What a container held at a moment, without the page cache that fills every limit in the end.</summary>
/// <param name="At">When (UTC).</param>
/// <param name="Anonymous">Bytes of its processes' own; <c>total_rss</c> of cgroup v1, <c>anon</c> of v2.</param>
/// <param name="Unreclaimable">Bytes that the kernel cannot take back without swap: the anonymous ones, and shared memory, which it counts as cache.</param>
/// <param name="Limit">Bytes; <see cref="long.MaxValue"/> where there is none.</param>
public sealed record MemoryUse(DateTimeOffset At, long Anonymous, long Unreclaimable, long Limit)
{
    /// <summary>
    /// Shell commands for inside a container that write its counters some six times a second, a block and an empty line each, and end after ten seconds:
    /// an engine of 20.10 tells them once a second at most, and does not end a command whose listener has gone.
    /// </summary>
    public const string Script =
        "g=/sys/fs/cgroup; i=0; while [ $i -lt 64 ]; do i=$((i+1)); "
        + "if [ -f $g/memory/memory.stat ]; then cat $g/memory/memory.stat; else read -r max <$g/memory.max; echo \"limit $max\"; cat $g/memory.stat; fi || exit; "
        + "echo; sleep 0.15; done";

    /// <summary>Reads what the engine tells; null where the container does not run or the kernel counts under other names.</summary>
    public static MemoryUse? Of(ContainerStatsResponse told)
    {
        ArgumentNullException.ThrowIfNull(told);
        return told.MemoryStats.Stats is { } lines
            ? Of(new DateTimeOffset(told.Read.ToUniversalTime()), lines.ToDictionary(line => line.Key, line => (long)line.Value), (long)told.MemoryStats.Limit)
            : null;
    }

    /// <summary>Reads a block of <see cref="Script"/>, the files of cgroup v1 and v2; null where the kernel counts under other names.</summary>
    public static MemoryUse? Of(DateTimeOffset at, IEnumerable<string> block)
    {
        var lines = CounterLines.Of(block);
        return Of(at, lines, lines.TryGetValue("hierarchical_memory_limit", out var limit) || lines.TryGetValue("limit", out limit) ? limit : long.MaxValue);
    }

    private static MemoryUse? Of(DateTimeOffset at, Dictionary<string, long> lines, long limit) =>
        lines.TryGetValue("total_rss", out var bytes) || lines.TryGetValue("anon", out bytes)
            // Shared memory lies on the lists of anonymous pages, in both versions.
            ? new(at, bytes, Math.Max(Pages(lines, "active_anon") + Pages(lines, "inactive_anon"), bytes), limit)
            : null;

    private static long Pages(Dictionary<string, long> lines, string list) =>
        lines.TryGetValue($"total_{list}", out var pages) || lines.TryGetValue(list, out pages) ? pages : 0;
}
