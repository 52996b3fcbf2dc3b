using System.Net;
using System.Text.Json;

namespace Docker.DotNet.Engine;

/// <summary>HTTP to one engine: over its unix socket, or over plain TCP.</summary>
internal sealed class EngineConnection : IDisposable
{
    private static readonly TimeSpan OrdinaryAnswer = TimeSpan.FromSeconds(100);
    private const int MaxErrorBody = 64 << 10;

    private readonly HttpClient http;
    private readonly Uri root;
    private readonly IReadOnlyDictionary<string, string> headers;

    public EngineConnection(Uri endpoint, Version? apiVersion, IReadOnlyDictionary<string, string> headers)
    {
        this.headers = headers;
        var (handler, address) = EngineTransport.For(endpoint);
        root = apiVersion is null ? address : new Uri(address, $"v{apiVersion}/");
        http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Sends a request; returns when the answer's headers are here.</summary>
    /// <exception cref="DockerApiException">The engine refused.</exception>
    /// <exception cref="TimeoutException">No answer within 100 s to a request that is not expected to take long.</exception>
    public async Task<HttpResponseMessage> SendAsync(EngineRequest request, CancellationToken cancellationToken)
    {
        // Not disposed: that would close the archive that the caller sends.
        var message = request.ToMessage(root, headers);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (!request.MayTakeLong)
        {
            deadline.CancelAfter(OrdinaryAnswer);
        }

        HttpResponseMessage response;
        try
        {
            response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{request.Method} {request.Path}: no answer from the Docker engine within {OrdinaryAnswer.TotalSeconds} s.");
        }

        if (response.StatusCode < HttpStatusCode.BadRequest)
        {
            return response;
        }

        using (response)
        {
            var body = await ReadErrorAsync(response, cancellationToken);
            throw response.StatusCode == HttpStatusCode.NotFound ? request.NotFound(body) : new DockerApiException(response.StatusCode, body);
        }
    }

    /// <summary>Sends a request whose answer has no content of interest.</summary>
    public async Task<HttpStatusCode> DoAsync(EngineRequest request, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(request, cancellationToken);
        return response.StatusCode;
    }

    /// <summary>Sends a request and reads its answer.</summary>
    public async Task<T> ReadAsync<T>(EngineRequest request, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(request, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        return await JsonSerializer.DeserializeAsync<T>(body, EngineJson.Options, cancellationToken)
            ?? throw new InvalidDataException($"{request.Method} {request.Path}: the Docker engine answered null.");
    }

    /// <summary>Sends a request and reports each JSON value of its answer as it arrives, until the engine ends it.</summary>
    public async Task FollowAsync<T>(EngineRequest request, IProgress<T> progress, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(request, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await EngineJson.ReportEachAsync(body, progress, cancellationToken);
    }

    /// <summary>Sends a request whose answer is the output of a process.</summary>
    public async Task<MultiplexedStream> OpenStreamAsync(EngineRequest request, bool multiplexed, CancellationToken cancellationToken)
    {
        var response = await SendAsync(request, cancellationToken);
        return new MultiplexedStream(await OpenBodyAsync(response, cancellationToken), multiplexed);
    }

    /// <summary>The body of an answer; closing it closes the answer.</summary>
    public static async Task<Stream> OpenBodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadAsStreamAsync(cancellationToken);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    public void Dispose() => http.Dispose();

    private static async Task<string> ReadErrorAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var reader = new StreamReader(body);
        var text = new char[MaxErrorBody];
        return new string(text, 0, await reader.ReadBlockAsync(text, cancellationToken));
    }
}
