namespace Docker.DotNet.Models;

/// <summary>An image to pull.</summary>
public class ImagesCreateParameters
{
    public string FromImage { get; set; } = null!;
    public string? Tag { get; set; }
    public string? Platform { get; set; }
}
