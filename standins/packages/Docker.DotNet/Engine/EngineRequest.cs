using System.Net;
using System.Net.Http.Headers;

namespace Docker.DotNet.Engine;

/// <summary>One request to the engine.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path below the version, already escaped.</param>
internal sealed record EngineRequest(HttpMethod Method, string Path)
{
    public EngineQuery Query { get; init; } = [];

    public HttpContent? Content { get; init; }

    public (string Name, string Value)? Header { get; init; }

    /// <summary>Whether the connection is to become a plain byte stream.</summary>
    public bool Hijack { get; init; }

    /// <summary>Whether the body is read by the caller as it comes; otherwise it is here when the answer is.</summary>
    public bool Streamed { get; init; }

    /// <summary>Whether only the caller's token ends the wait for an answer.</summary>
    public bool MayTakeLong { get; init; }

    /// <summary>What 404 means here.</summary>
    public Func<string, DockerApiException> NotFound { get; init; } = body => new DockerApiException(HttpStatusCode.NotFound, body);

    public static EngineRequest Get(string path) => new(HttpMethod.Get, path);

    public static EngineRequest Post(string path, object? body = null) =>
        new(HttpMethod.Post, path) { Content = body is null ? null : EngineJson.Content(body) };

    public static EngineRequest Delete(string path) => new(HttpMethod.Delete, path);

    public HttpRequestMessage ToMessage(Uri root, IReadOnlyDictionary<string, string> headers)
    {
        var message = new HttpRequestMessage(Method, new Uri(root, Path + Query)) { Content = Content };
        foreach (var (name, value) in headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        if (Header is { } header)
        {
            message.Headers.Add(header.Name, header.Value);
        }

        if (Hijack)
        {
            message.Headers.Connection.Add("Upgrade");
            message.Headers.Upgrade.Add(new ProductHeaderValue("tcp"));
        }

        return message;
    }
}
