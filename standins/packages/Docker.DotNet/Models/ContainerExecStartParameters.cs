namespace Docker.DotNet.Models;

/// <summary>How to run a prepared command.</summary>
public class ContainerExecStartParameters
{
    public bool Detach { get; set; }
    public bool Tty { get; set; }
}
