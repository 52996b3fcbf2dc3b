using System.Text.Json.Serialization;

namespace Docker.DotNet.Models;

/// <summary>A network. Containers are there when it is inspected, not when listed.</summary>
public class NetworkResponse
{
    public string Name { get; set; } = null!;
    [JsonPropertyName("Id")]
    public string ID { get; set; } = null!;
    public DateTime Created { get; set; }
    public string Scope { get; set; } = null!;
    public string Driver { get; set; } = null!;
    public bool Internal { get; set; }
    public bool Attachable { get; set; }
    public IDictionary<string, EndpointResource>? Containers { get; set; }
    public IDictionary<string, string>? Options { get; set; }
    public IDictionary<string, string>? Labels { get; set; }
}
