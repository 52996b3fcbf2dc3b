namespace Docker.DotNet.Handler.Abstractions;

/// <summary>What a client was built with.</summary>
/// <param name="endpoint">The engine's address: <c>unix:///path</c>, <c>tcp://host:port</c> or <c>http://host:port</c>.</param>
public sealed class ResolvedClientOptions(Uri endpoint)
{
    /// <summary>The engine's address, as given to the builder.</summary>
    public Uri Endpoint { get; } = endpoint;
}
