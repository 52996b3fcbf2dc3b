namespace Docker.DotNet.Models;

/// <summary>Which output to attach to.</summary>
public class ContainerAttachParameters
{
    public bool? Stream { get; set; }
    public bool? Stdout { get; set; }
    public bool? Stderr { get; set; }
}
