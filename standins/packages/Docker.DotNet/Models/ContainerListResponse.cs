using System.Text.Json.Serialization;

namespace Docker.DotNet.Models;

/// <summary>Summary of a container.</summary>
public class ContainerListResponse
{
    [JsonPropertyName("Id")]
    public string ID { get; set; } = null!;
    public IList<string> Names { get; set; } = null!;
    public string Image { get; set; } = null!;
    public string ImageID { get; set; } = null!;
    public string Command { get; set; } = null!;
    public IDictionary<string, string> Labels { get; set; } = null!;
    public string State { get; set; } = null!;
    public string Status { get; set; } = null!;
    public NetworkSettingsSummary NetworkSettings { get; set; } = null!;
    public IList<MountPoint> Mounts { get; set; } = null!;
}
