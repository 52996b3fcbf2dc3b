namespace Docker.DotNet.Models;

/// <summary>How long stopping may take.</summary>
public class ContainerStopParameters
{
    public uint? WaitBeforeKillSeconds { get; set; }
}
