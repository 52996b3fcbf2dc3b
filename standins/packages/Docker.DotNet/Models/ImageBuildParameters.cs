namespace Docker.DotNet.Models;

/// <summary>An image to build.</summary>
public class ImageBuildParameters
{
    public IList<string>? Tags { get; set; }
    public string? Dockerfile { get; set; }
    public IDictionary<string, string>? BuildArgs { get; set; }
    public IDictionary<string, string>? Labels { get; set; }
    public string? Target { get; set; }
    public string? Platform { get; set; }
    public bool? NoCache { get; set; }
    public bool? Remove { get; set; }
    public bool? ForceRemove { get; set; }
    public string? Pull { get; set; }
}
