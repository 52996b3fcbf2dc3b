using Docker.DotNet.Models;

namespace Archiv.Tests.Support.Engine;

/// <summary>What a container held at a moment, without the page cache that fills every limit in the end.</summary>
/// <param name="At">When (UTC).</param>
/// <param name="Anonymous">Bytes of its processes' own; <c>total_rss</c> of cgroup v1, <c>anon</c> of v2.</param>
/// <param name="Unreclaimable">Bytes that the kernel cannot take back without swap: the anonymous ones, and shared memory, which it counts as cache.</param>
/// <param name="Limit">Bytes.</param>
public sealed record MemoryUse(DateTimeOffset At, long Anonymous, long Unreclaimable, long Limit)
{
    /// <summary>Reads it from what the engine tells; null where the container does not run or the kernel counts under other names.</summary>
    public static MemoryUse? Of(ContainerStatsResponse told)
    {
        ArgumentNullException.ThrowIfNull(told);
        if (told.MemoryStats.Stats is not { } lines || !(lines.TryGetValue("total_rss", out var bytes) || lines.TryGetValue("anon", out bytes)))
        {
            return null;
        }

        // Shared memory lies on the lists of anonymous pages, in both versions.
        var listed = Pages(lines, "active_anon") + Pages(lines, "inactive_anon");
        return new(new DateTimeOffset(told.Read.ToUniversalTime()), (long)bytes, Math.Max(listed, (long)bytes), (long)told.MemoryStats.Limit);
    }

    private static long Pages(IDictionary<string, ulong> lines, string list) =>
        lines.TryGetValue($"total_{list}", out var pages) || lines.TryGetValue(list, out pages) ? (long)pages : 0;
}
