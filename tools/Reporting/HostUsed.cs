using System.Runtime.InteropServices;

namespace Archiv.Tests.Tools.Reporting;

/// <summary>The machine of a run.</summary>
/// <param name="System">Operating system and kernel.</param>
/// <param name="Cores">Processors that this process may use.</param>
/// <param name="MemoryMiB">Memory of the machine in MiB.</param>
internal sealed record HostUsed(string System, int Cores, long MemoryMiB)
{
    /// <summary>This machine.</summary>
    public static HostUsed This => new(
        RuntimeInformation.OSDescription, Environment.ProcessorCount, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20);
}
