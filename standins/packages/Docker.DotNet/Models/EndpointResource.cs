namespace Docker.DotNet.Models;

/// <summary>A container in a network, as the network sees it.</summary>
public class EndpointResource
{
    public string Name { get; set; } = null!;
    public string EndpointID { get; set; } = null!;
    public string MacAddress { get; set; } = null!;
    public string IPv4Address { get; set; } = null!;
}
