namespace Docker.DotNet.Models;

/// <summary>A path inside a container.</summary>
public class ContainerPathStatParameters
{
    public string Path { get; set; } = null!;
}
