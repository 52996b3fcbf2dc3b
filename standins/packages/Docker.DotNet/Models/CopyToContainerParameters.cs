namespace Docker.DotNet.Models;

/// <summary>A directory inside a container.</summary>
public class CopyToContainerParameters
{
    public string Path { get; set; } = null!;
}
