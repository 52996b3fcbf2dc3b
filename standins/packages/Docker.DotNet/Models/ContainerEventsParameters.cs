namespace Docker.DotNet.Models;

/// <summary>Which events. Times as in ContainerLogsParameters; without an end the events go on.</summary>
public class ContainerEventsParameters
{
    public string? Since { get; set; }
    public string? Until { get; set; }
    public IDictionary<string, IDictionary<string, bool>>? Filters { get; set; }
}
