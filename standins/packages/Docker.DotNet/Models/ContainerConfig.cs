namespace Docker.DotNet.Models;

/// <summary>The part of a container that does not depend on the host.</summary>
public class ContainerConfig
{
    public string Hostname { get; set; } = null!;
    public string User { get; set; } = null!;
    public IDictionary<string, EmptyStruct>? ExposedPorts { get; set; }
    public bool Tty { get; set; }
    public IList<string>? Env { get; set; }
    public IList<string>? Cmd { get; set; }
    public HealthcheckConfig? Healthcheck { get; set; }
    public string Image { get; set; } = null!;
    public string WorkingDir { get; set; } = null!;
    public IList<string>? Entrypoint { get; set; }
    public IDictionary<string, string> Labels { get; set; } = null!;
    public string? StopSignal { get; set; }
}
