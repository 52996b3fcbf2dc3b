namespace Docker.DotNet.Models;

/// <summary>Which part of a log. Times are seconds since 1970 with up to nine decimals, or RFC 3339.</summary>
public class ContainerLogsParameters
{
    public bool? ShowStdout { get; set; }
    public bool? ShowStderr { get; set; }
    public string? Since { get; set; }
    public string? Until { get; set; }
    public bool? Timestamps { get; set; }
    public bool? Follow { get; set; }
    public string? Tail { get; set; }
}
