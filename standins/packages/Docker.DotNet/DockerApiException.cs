using System.Net;

namespace Docker.DotNet;

/// <summary>The engine refused a request.</summary>
/// <param name="statusCode">Its HTTP status.</param>
/// <param name="responseBody">What it said, if anything.</param>
public class DockerApiException(HttpStatusCode statusCode, string? responseBody)
    : Exception($"Docker engine answered {(int)statusCode} {statusCode}: {responseBody}")
{
    /// <summary>HTTP status of the answer.</summary>
    public HttpStatusCode StatusCode { get; } = statusCode;

    /// <summary>Body of the answer, unchanged: usually <c>{"message":"…"}</c>.</summary>
    public string? ResponseBody { get; } = responseBody;
}
