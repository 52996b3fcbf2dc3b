using System.Text.Json.Serialization;

namespace Docker.DotNet.Models;

/// <summary>A created network.</summary>
public class NetworksCreateResponse
{
    [JsonPropertyName("Id")]
    public string ID { get; set; } = null!;
    public string? Warning { get; set; }
}
