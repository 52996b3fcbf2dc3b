namespace Docker.DotNet.Models;

/// <summary>State of a command. The exit code is null while it runs.</summary>
public class ContainerExecInspectResponse
{
    public string ID { get; set; } = null!;
    public bool Running { get; set; }
    public long? ExitCode { get; set; }
    public long Pid { get; set; }
}
