namespace Docker.DotNet.Models;

/// <summary>A container to disconnect.</summary>
public class NetworkDisconnectParameters
{
    public string Container { get; set; } = null!;
    public bool Force { get; set; }
}
