using System.Globalization;

namespace Archiv.Tests.Support.Kernel;

/// <summary>What the kernel lets a container have, read from its cgroup (v1 and v2). Null means no limit.</summary>
/// <param name="Memory">Bytes of memory.</param>
/// <param name="MemoryAndSwap">Bytes of memory and swap together; also null where the kernel does not count swap.</param>
/// <param name="Cpus">Processors, as a share of time.</param>
/// <param name="Pids">Processes and threads.</param>
public sealed record CgroupLimits(long? Memory, long? MemoryAndSwap, double? Cpus, long? Pids)
{
    /// <summary>Paths of the files below the container's <c>/sys/fs/cgroup</c>, of both versions.</summary>
    public static readonly IReadOnlyList<string> Files =
    [
        "memory/memory.limit_in_bytes", "memory/memory.memsw.limit_in_bytes", "cpu/cpu.cfs_quota_us", "cpu/cpu.cfs_period_us", "pids/pids.max",
        "memory.max", "memory.swap.max", "cpu.max", "pids.max",
    ];

    // Version 1 writes the largest number of pages for „no limit“.
    private const long Unlimited = 1L << 60;

    /// <summary>Reads them; null where neither version's memory file is there.</summary>
    /// <param name="file">The first line of a file of <see cref="Files"/>, or null.</param>
    public static CgroupLimits? Read(Func<string, string?> file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (Number(file("memory/memory.limit_in_bytes")) is { } memory)
        {
            var quota = Number(file("cpu/cpu.cfs_quota_us"));
            return new(
                Finite(memory),
                Finite(Number(file("memory/memory.memsw.limit_in_bytes"))),
                quota is > 0 && Number(file("cpu/cpu.cfs_period_us")) is { } period ? (double)quota / period : null,
                Number(file("pids/pids.max")));
        }

        if (file("memory.max") is not { } max)
        {
            return null;
        }

        var share = (file("cpu.max") ?? "max").Split(' ');
        var bytes = Number(max);
        return new(
            bytes,
            bytes + Number(file("memory.swap.max")),
            Number(share[0]) is { } time && share.Length == 2 ? time / double.Parse(share[1], CultureInfo.InvariantCulture) : null,
            Number(file("pids.max")));
    }

    /// <inheritdoc />
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"memory {Text(Memory)}, with swap {Text(MemoryAndSwap)}, processors {Cpus?.ToString("0.##", CultureInfo.InvariantCulture) ?? "no limit"}, processes {Text(Pids)}");

    private static long? Number(string? text) => long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static long? Finite(long? bytes) => bytes < Unlimited ? bytes : null;

    private static string Text(long? limit) => limit?.ToString(CultureInfo.InvariantCulture) ?? "no limit";
}
