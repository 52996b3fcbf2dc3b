using System.Text.Json.Serialization;

namespace Docker.DotNet.Models;

/// <summary>The part of a container that depends on the host. Memory in bytes, CPUs in billionths.</summary>
public class HostConfig
{
    public IList<string>? Binds { get; set; }
    public LogConfig? LogConfig { get; set; }
    public string? NetworkMode { get; set; }
    public IDictionary<string, IList<PortBinding>>? PortBindings { get; set; }
    public RestartPolicy? RestartPolicy { get; set; }
    public bool AutoRemove { get; set; }
    public IList<string>? CapAdd { get; set; }
    public IList<string>? CapDrop { get; set; }
    public IList<string>? ExtraHosts { get; set; }
    public string? IpcMode { get; set; }
    public string? PidMode { get; set; }
    public bool Privileged { get; set; }
    public bool PublishAllPorts { get; set; }
    public bool ReadonlyRootfs { get; set; }
    public IList<string>? SecurityOpt { get; set; }
    public IDictionary<string, string>? Tmpfs { get; set; }
    public long Memory { get; set; }
    public long MemorySwap { get; set; }
    [JsonPropertyName("NanoCpus")]
    public long NanoCPUs { get; set; }
    public long? PidsLimit { get; set; }
    public IList<Mount>? Mounts { get; set; }
    public bool? Init { get; set; }
}
