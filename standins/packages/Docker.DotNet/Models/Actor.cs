namespace Docker.DotNet.Models;

/// <summary>What an event is about.</summary>
public class Actor
{
    public string ID { get; set; } = null!;
    public IDictionary<string, string> Attributes { get; set; } = null!;
}
