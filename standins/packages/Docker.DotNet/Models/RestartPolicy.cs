using System.Text.Json.Serialization;
using Docker.DotNet.Engine;

namespace Docker.DotNet.Models;

/// <summary>When the engine restarts a container.</summary>
public class RestartPolicy
{
    [JsonConverter(typeof(RestartPolicyKindConverter))]
    public RestartPolicyKind Name { get; set; }
    public long MaximumRetryCount { get; set; }
}
