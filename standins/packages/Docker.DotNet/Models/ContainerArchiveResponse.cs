namespace Docker.DotNet.Models;

/// <summary>A file or directory of a container, as a tar archive.</summary>
public class ContainerArchiveResponse
{
    public Stream Stream { get; set; } = null!;
}
