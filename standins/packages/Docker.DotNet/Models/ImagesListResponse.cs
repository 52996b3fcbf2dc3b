using System.Text.Json.Serialization;

namespace Docker.DotNet.Models;

/// <summary>Summary of an image. Size in bytes.</summary>
public class ImagesListResponse
{
    [JsonPropertyName("Id")]
    public string ID { get; set; } = null!;
    public IList<string> RepoTags { get; set; } = null!;
    public IList<string>? RepoDigests { get; set; }
    public IDictionary<string, string>? Labels { get; set; }
    public long Size { get; set; }
}
