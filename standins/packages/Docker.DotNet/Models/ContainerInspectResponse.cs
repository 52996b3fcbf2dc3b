using System.Text.Json.Serialization;

namespace Docker.DotNet.Models;

/// <summary>All about a container.</summary>
public class ContainerInspectResponse
{
    [JsonPropertyName("Id")]
    public string ID { get; set; } = null!;
    public DateTime Created { get; set; }
    public string Path { get; set; } = null!;
    public IList<string> Args { get; set; } = null!;
    public State State { get; set; } = null!;
    public string Image { get; set; } = null!;
    public string LogPath { get; set; } = null!;
    public string Name { get; set; } = null!;
    public long RestartCount { get; set; }
    public string Platform { get; set; } = null!;
    public HostConfig HostConfig { get; set; } = null!;
    public IList<MountPoint> Mounts { get; set; } = null!;
    public ContainerConfig Config { get; set; } = null!;
    public NetworkSettings NetworkSettings { get; set; } = null!;
}
