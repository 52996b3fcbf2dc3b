using System.Text.Json.Serialization;

namespace Docker.DotNet.Models;

/// <summary>What the engine says while it builds or pulls.</summary>
public class JSONMessage
{
    [JsonPropertyName("id")]
    public string? ID { get; set; }
    [JsonPropertyName("status")]
    public string? Status { get; set; }
    [JsonPropertyName("stream")]
    public string? Stream { get; set; }
    [JsonPropertyName("progressDetail")]
    public JSONProgress? Progress { get; set; }
    [JsonPropertyName("errorDetail")]
    public JSONError? Error { get; set; }
    [JsonPropertyName("aux")]
    public ObjectExtensionData? Aux { get; set; }
}
