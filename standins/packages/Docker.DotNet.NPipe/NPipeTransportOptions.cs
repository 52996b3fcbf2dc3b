namespace Docker.DotNet.NPipe;

/// <summary>Settings of the Windows named pipe, which this stand-in does not serve.</summary>
public sealed class NPipeTransportOptions
{
    /// <summary>How long connecting may take.</summary>
    public TimeSpan ConnectTimeout { get; init; }
}
