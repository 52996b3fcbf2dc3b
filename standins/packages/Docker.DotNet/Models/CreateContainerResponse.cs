using System.Text.Json.Serialization;

namespace Docker.DotNet.Models;

/// <summary>A created container.</summary>
public class CreateContainerResponse
{
    [JsonPropertyName("Id")]
    public string ID { get; set; } = null!;
    public IList<string>? Warnings { get; set; }
}
