using System.Net;

namespace Docker.DotNet;

/// <summary>The engine knows no such image.</summary>
/// <inheritdoc cref="DockerApiException(HttpStatusCode, string?)"/>
public class DockerImageNotFoundException(HttpStatusCode statusCode, string? responseBody)
    : DockerApiException(statusCode, responseBody);
