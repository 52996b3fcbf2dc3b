namespace Docker.DotNet.Models;

/// <summary>A volume.</summary>
public class VolumeResponse
{
    public string Name { get; set; } = null!;
    public string Driver { get; set; } = null!;
    public string Mountpoint { get; set; } = null!;
    public string? CreatedAt { get; set; }
    public string Scope { get; set; } = null!;
    public IDictionary<string, string>? Labels { get; set; }
    public IDictionary<string, string>? Options { get; set; }
}
