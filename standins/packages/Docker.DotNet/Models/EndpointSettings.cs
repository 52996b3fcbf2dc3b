namespace Docker.DotNet.Models;

/// <summary>A container's end of a network.</summary>
public class EndpointSettings
{
    public IList<string>? Aliases { get; set; }
    public string? NetworkID { get; set; }
    public string? EndpointID { get; set; }
    public string? Gateway { get; set; }
    public string? IPAddress { get; set; }
    public string? MacAddress { get; set; }
}
