namespace Docker.DotNet.Models;

/// <summary>Where a container's log goes.</summary>
public class LogConfig
{
    public string Type { get; set; } = null!;
    public IDictionary<string, string>? Config { get; set; }
}
