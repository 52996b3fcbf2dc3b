using System.Net;

namespace Docker.DotNet;

/// <summary>The engine knows no such network.</summary>
/// <inheritdoc cref="DockerApiException(HttpStatusCode, string?)"/>
public class DockerNetworkNotFoundException(HttpStatusCode statusCode, string? responseBody)
    : DockerApiException(statusCode, responseBody);
