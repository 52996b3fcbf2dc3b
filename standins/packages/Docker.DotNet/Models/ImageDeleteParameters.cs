namespace Docker.DotNet.Models;

/// <summary>How to remove an image.</summary>
public class ImageDeleteParameters
{
    public bool? Force { get; set; }
}
