namespace Docker.DotNet.Models;

/// <summary>Properties of the engine. Memory in bytes.</summary>
public class SystemInfoResponse
{
    public string Name { get; set; } = null!;
    public long NCPU { get; set; }
    public long MemTotal { get; set; }
    public string IndexServerAddress { get; set; } = null!;
    public string KernelVersion { get; set; } = null!;
    public string OperatingSystem { get; set; } = null!;
    public string ServerVersion { get; set; } = null!;
    public IList<string>? Labels { get; set; }
}
