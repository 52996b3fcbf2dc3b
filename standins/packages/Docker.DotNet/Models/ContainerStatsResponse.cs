using System.Text.Json.Serialization;

namespace Docker.DotNet.Models;

/// <summary>What a container used at a moment.</summary>
public class ContainerStatsResponse
{
    public DateTime Read { get; set; }

    [JsonPropertyName("memory_stats")]
    public MemoryStats MemoryStats { get; set; } = new();
}
