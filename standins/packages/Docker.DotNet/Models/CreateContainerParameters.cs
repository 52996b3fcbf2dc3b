using System.Text.Json.Serialization;

namespace Docker.DotNet.Models;

/// <summary>A container to create.</summary>
public class CreateContainerParameters
{
    [JsonIgnore]
    public string? Name { get; set; }
    [JsonIgnore]
    public string? Platform { get; set; }
    public string? Hostname { get; set; }
    public string? User { get; set; }
    public IDictionary<string, EmptyStruct>? ExposedPorts { get; set; }
    public bool Tty { get; set; }
    public IList<string>? Env { get; set; }
    public IList<string>? Cmd { get; set; }
    public HealthcheckConfig? Healthcheck { get; set; }
    public string Image { get; set; } = null!;
    public string? WorkingDir { get; set; }
    public IList<string>? Entrypoint { get; set; }
    public IDictionary<string, string> Labels { get; set; } = new Dictionary<string, string>();
    public string? StopSignal { get; set; }
    public HostConfig? HostConfig { get; set; }
    public NetworkingConfig? NetworkingConfig { get; set; }
}
