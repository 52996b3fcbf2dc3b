using Docker.DotNet.Models;

namespace Archiv.Tests.Support.Engine;

/// <summary>What a container's processes held at a moment: anonymous memory, without the page cache that fills every limit in the end.</summary>
/// <param name="At">When (UTC).</param>
/// <param name="Anonymous">Bytes; <c>total_rss</c> of cgroup v1, <c>anon</c> of v2.</param>
/// <param name="Limit">Bytes.</param>
public sealed record MemoryUse(DateTimeOffset At, long Anonymous, long Limit)
{
    /// <summary>Reads it from what the engine tells; null where the container does not run or the kernel counts under other names.</summary>
    public static MemoryUse? Of(ContainerStatsResponse told)
    {
        ArgumentNullException.ThrowIfNull(told);
        return told.MemoryStats.Stats is { } lines && (lines.TryGetValue("total_rss", out var bytes) || lines.TryGetValue("anon", out bytes))
            ? new(new DateTimeOffset(told.Read.ToUniversalTime()), (long)bytes, (long)told.MemoryStats.Limit)
            : null;
    }
}
