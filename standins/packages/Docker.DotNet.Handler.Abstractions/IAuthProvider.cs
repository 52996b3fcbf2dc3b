namespace Docker.DotNet.Handler.Abstractions;

/// <summary>Marks a way to authenticate against an engine. This stand-in serves none: endpoints are unix sockets and plain TCP.</summary>
#pragma warning disable CA1040 // Testcontainers names the type and none of its members.
public interface IAuthProvider;
