namespace Docker.DotNet.Models;

/// <summary>A network to create.</summary>
public class NetworksCreateParameters
{
    public string Name { get; set; } = null!;
    public string? Driver { get; set; }
    public bool Internal { get; set; }
    public bool Attachable { get; set; }
    public IDictionary<string, string>? Options { get; set; }
    public IDictionary<string, string> Labels { get; set; } = new Dictionary<string, string>();
}
