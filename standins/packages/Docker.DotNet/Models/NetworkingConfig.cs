namespace Docker.DotNet.Models;

/// <summary>Networks to connect a new container to.</summary>
public class NetworkingConfig
{
    public IDictionary<string, EndpointSettings>? EndpointsConfig { get; set; }
}
