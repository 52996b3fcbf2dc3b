using System.Text.Json.Serialization;

namespace Docker.DotNet.Models;

/// <summary>An event. TimeNano is nanoseconds since 1970.</summary>
public class Message
{
    public string Type { get; set; } = null!;
    public string Action { get; set; } = null!;
    public Actor Actor { get; set; } = null!;
    [JsonPropertyName("scope")]
    public string? Scope { get; set; }
    [JsonPropertyName("time")]
    public long Time { get; set; }
    [JsonPropertyName("timeNano")]
    public long TimeNano { get; set; }
}
