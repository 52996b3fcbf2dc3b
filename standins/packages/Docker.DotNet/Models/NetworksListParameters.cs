namespace Docker.DotNet.Models;

/// <summary>Which networks.</summary>
public class NetworksListParameters
{
    public IDictionary<string, IDictionary<string, bool>>? Filters { get; set; }
}
