namespace Docker.DotNet.Models;

/// <summary>Something mounted into a container.</summary>
public class MountPoint
{
    public string Type { get; set; } = null!;
    public string? Name { get; set; }
    public string Source { get; set; } = null!;
    public string Destination { get; set; } = null!;
    public string? Driver { get; set; }
    public string Mode { get; set; } = null!;
    public bool RW { get; set; }
    public string Propagation { get; set; } = null!;
}
