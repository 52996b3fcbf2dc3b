namespace Docker.DotNet.Models;

/// <summary>A container to connect.</summary>
public class NetworkConnectParameters
{
    public string Container { get; set; } = null!;
    public EndpointSettings? EndpointConfig { get; set; }
}
