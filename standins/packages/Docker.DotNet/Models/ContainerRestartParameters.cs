namespace Docker.DotNet.Models;

/// <summary>How long stopping may take.</summary>
public class ContainerRestartParameters
{
    public uint? WaitBeforeKillSeconds { get; set; }
}
