namespace Archiv.Tests.Support.Evidence;

/// <summary>Memory of a service at one moment: a line under <c>memory/</c> of the run.</summary>
/// <param name="At">When (UTC).</param>
/// <param name="Project">The Compose project.</param>
/// <param name="Service">The service.</param>
/// <param name="Bytes">What it uses, in bytes: page cache that the kernel can take back left out.</param>
/// <param name="Limit">Its limit in bytes; 0 where it has none.</param>
public sealed record MemorySample(DateTimeOffset At, string Project, string Service, long Bytes, long Limit);
