namespace Docker.DotNet.Models;

/// <summary>Networks of a container.</summary>
public class NetworkSettingsSummary
{
    public IDictionary<string, EndpointSettings> Networks { get; set; } = null!;
}
