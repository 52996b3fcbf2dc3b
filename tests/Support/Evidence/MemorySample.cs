namespace Archiv.Tests.Support.Evidence;

/// <summary>Memory of a service at one moment: a line under <c>memory/</c> of the run.</summary>
/// <param name="At">When (UTC).</param>
/// <param name="Project">The Compose project.</param>
/// <param name="Service">The service.</param>
/// <param name="Bytes">What it uses, in bytes.</param>
/// <param name="Limit">Its limit in bytes; 0 where it has none.</param>
/// <param name="Measure">Which bytes are counted: <see cref="InUse"/> or <see cref="Anonymous"/>. Two measures never share a drawing.</param>
public sealed record MemorySample(DateTimeOffset At, string Project, string Service, long Bytes, long Limit, string Measure = MemorySample.InUse)
{
    /// <summary>All memory of the container but the page cache that the kernel can take back, as <c>docker stats</c> shows it.</summary>
    public const string InUse = "in use";

    /// <summary>Memory of the processes' own, by which A6.6 judges.</summary>
    public const string Anonymous = "anonymous";
}
