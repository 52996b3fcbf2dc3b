namespace Docker.DotNet.Models;

/// <summary>Which images.</summary>
public class ImagesListParameters
{
    public bool? All { get; set; }
    public IDictionary<string, IDictionary<string, bool>>? Filters { get; set; }
}
