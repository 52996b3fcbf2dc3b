using System.Net;

namespace Docker.DotNet;

/// <summary>The engine knows no such container.</summary>
/// <inheritdoc cref="DockerApiException(HttpStatusCode, string?)"/>
public class DockerContainerNotFoundException(HttpStatusCode statusCode, string? responseBody)
    : DockerApiException(statusCode, responseBody);
