namespace Toxiproxy.Net.Toxics;

/// <summary>The direction of the data that a toxic works on.</summary>
public enum ToxicDirection
{
    /// <summary>From the client to the server.</summary>
    UpStream,

    /// <summary>From the server to the client.</summary>
    DownStream,
}
