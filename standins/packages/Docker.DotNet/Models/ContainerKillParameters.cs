namespace Docker.DotNet.Models;

/// <summary>The signal, SIGKILL if none.</summary>
public class ContainerKillParameters
{
    public string? Signal { get; set; }
}
