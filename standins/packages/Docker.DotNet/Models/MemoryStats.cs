namespace Docker.DotNet.Models;

/// <summary>Memory of a container in bytes.</summary>
public class MemoryStats
{
    public ulong Usage { get; set; }
    public ulong Limit { get; set; }

    /// <summary>The lines of the cgroup's <c>memory.stat</c>; their names differ between cgroup v1 and v2.</summary>
    public IDictionary<string, ulong>? Stats { get; set; }
}
