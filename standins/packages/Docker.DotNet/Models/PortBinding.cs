using System.Text.Json.Serialization;

namespace Docker.DotNet.Models;

/// <summary>A published port.</summary>
public class PortBinding
{
    [JsonPropertyName("HostIp")]
    public string? HostIP { get; set; }
    public string HostPort { get; set; } = null!;
}
