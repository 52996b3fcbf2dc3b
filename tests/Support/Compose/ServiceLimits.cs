using System.Globalization;

namespace Archiv.Tests.Support.Compose;

/// <summary>The limits that a file sets for a service, at service level or under <c>deploy.resources.limits</c>. Null where it sets none.</summary>
/// <param name="Memory">Bytes.</param>
/// <param name="MemoryAndSwap">Bytes, where the file names them.</param>
/// <param name="Cpus">Processors.</param>
/// <param name="Pids">Processes and threads.</param>
public sealed record ServiceLimits(long? Memory, long? MemoryAndSwap, double? Cpus, long? Pids)
{
    private static readonly string[] Deploy = ["deploy", "resources", "limits"];

    /// <summary>Reads them from a resolved model.</summary>
    public static ServiceLimits Of(ComposeService service)
    {
        ArgumentNullException.ThrowIfNull(service);
        return new(
            Positive(service.Bytes("mem_limit") ?? service.Bytes([.. Deploy, "memory"])),
            Positive(service.Bytes("memswap_limit")),
            double.TryParse(service.Text("cpus") ?? service.Text([.. Deploy, "cpus"]), CultureInfo.InvariantCulture, out var cpus) && cpus > 0 ? cpus : null,
            Positive(service.Bytes("pids_limit") ?? service.Bytes([.. Deploy, "pids"])));
    }

    // Zero and less mean no limit.
    private static long? Positive(long? limit) => limit > 0 ? limit : null;
}
