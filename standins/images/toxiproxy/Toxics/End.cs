namespace Standins.Toxiproxy.Toxics;

/// <summary>How a direction of a connection ends.</summary>
internal enum End
{
    None,

    /// <summary>The sender is done; the other direction may go on.</summary>
    OfStream,

    /// <summary>The whole connection is over: an end broke it or a toxic closes it.</summary>
    OfConnection,
}
