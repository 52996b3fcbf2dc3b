using System.Text.Json.Serialization;

namespace Docker.DotNet.Models;

/// <summary>All about an image. Size in bytes.</summary>
public class ImageInspectResponse
{
    [JsonPropertyName("Id")]
    public string ID { get; set; } = null!;
    public IList<string>? RepoTags { get; set; }
    public IList<string>? RepoDigests { get; set; }
    public DateTime Created { get; set; }
    public string Architecture { get; set; } = null!;
    public string Os { get; set; } = null!;
    public long Size { get; set; }
    public DockerOCIImageConfig? Config { get; set; }
}
