using System.Text.Json.Serialization;

namespace Docker.DotNet.Models;

/// <summary>Versions of the engine.</summary>
public class VersionResponse
{
    public string Version { get; set; } = null!;
    [JsonPropertyName("ApiVersion")]
    public string APIVersion { get; set; } = null!;
    public string MinAPIVersion { get; set; } = null!;
    public string Os { get; set; } = null!;
    public string Arch { get; set; } = null!;
    public string KernelVersion { get; set; } = null!;
}
