namespace Docker.DotNet.Models;

/// <summary>Something to mount into a container.</summary>
public class Mount
{
    public string Type { get; set; } = null!;
    public string? Source { get; set; }
    public string Target { get; set; } = null!;
    public bool? ReadOnly { get; set; }
}
