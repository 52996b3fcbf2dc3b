namespace Docker.DotNet.Models;

/// <summary>Which containers.</summary>
public class ContainersListParameters
{
    public bool? All { get; set; }
    public long? Limit { get; set; }
    public IDictionary<string, IDictionary<string, bool>>? Filters { get; set; }
}
