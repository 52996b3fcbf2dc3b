using System.Text.Json.Serialization;

namespace Docker.DotNet.Models;

/// <summary>A prepared command.</summary>
public class ContainerExecCreateResponse
{
    [JsonPropertyName("Id")]
    public string ID { get; set; } = null!;
}
