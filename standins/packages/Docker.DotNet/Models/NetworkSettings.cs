namespace Docker.DotNet.Models;

/// <summary>Networks and published ports of a container. A port that is exposed and not published has a null list.</summary>
public class NetworkSettings
{
    public IDictionary<string, IList<PortBinding>> Ports { get; set; } = null!;
    public IDictionary<string, EndpointSettings> Networks { get; set; } = null!;
}
