namespace Docker.DotNet.Models;

/// <summary>What a container gets from its image.</summary>
public class DockerOCIImageConfig
{
    public string User { get; set; } = null!;
    public IList<string>? Env { get; set; }
    public IList<string>? Entrypoint { get; set; }
    public IList<string>? Cmd { get; set; }
    public string WorkingDir { get; set; } = null!;
    public IDictionary<string, string>? Labels { get; set; }
    public IDictionary<string, EmptyStruct>? ExposedPorts { get; set; }
    public HealthcheckConfig? Healthcheck { get; set; }
}
