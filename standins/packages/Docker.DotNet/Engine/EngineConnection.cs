using System.Net;
using System.Text.Json;

namespace Docker.DotNet.Engine;

/// <summary>HTTP to one engine: over its unix socket, or over plain TCP.</summary>
internal sealed class EngineConnection : IDisposable
{
    private const int MaxError = 64 << 10;
    private const int MaxAnswer = 64 << 20;
    private static readonly TimeSpan OrdinaryAnswer = TimeSpan.FromSeconds(100);

    private readonly HttpClient http;
    private readonly Uri root;
    private readonly IReadOnlyDictionary<string, string> headers;

    public EngineConnection(Uri endpoint, Version? apiVersion, IReadOnlyDictionary<string, string> headers)
    {
        this.headers = headers;
        var (handler, address) = EngineTransport.For(endpoint);
        root = apiVersion is null ? address : new Uri(address, $"v{apiVersion}/");
        http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MaxAnswer };
    }

    /// <summary>Sends a request and waits for its answer; of a streamed one only for the headers.</summary>
    /// <exception cref="DockerApiException">The engine refused.</exception>
    /// <exception cref="TimeoutException">No answer within 100 s to a request that is not expected to take long.</exception>
    public async Task<HttpResponseMessage> SendAsync(EngineRequest request, CancellationToken cancellationToken)
    {
        var response = await AnswerAsync(request, cancellationToken);
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
        await using var body = await OpenAsync(request, cancellationToken);
        await EngineJson.ReportEachAsync(body, progress, cancellationToken);
    }

    /// <summary>Sends a request and opens the body of its answer; closing that closes the answer.</summary>
    public async Task<Stream> OpenAsync(EngineRequest request, CancellationToken cancellationToken)
    {
        var response = await SendAsync(request with { Streamed = true }, cancellationToken);
        return await response.Content.ReadAsStreamAsync(cancellationToken);
    }

    public void Dispose() => http.Dispose();

    private static async Task<string> ReadErrorAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var reader = new StreamReader(body);
        var text = new char[MaxError];
        return new string(text, 0, await reader.ReadBlockAsync(text, cancellationToken));
    }

    private async Task<HttpResponseMessage> AnswerAsync(EngineRequest request, CancellationToken cancellationToken)
    {
        // Not disposed: that would close the archive that the caller sends.
        var message = request.ToMessage(root, headers);
        var until = request.Streamed ? HttpCompletionOption.ResponseHeadersRead : HttpCompletionOption.ResponseContentRead;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (!request.MayTakeLong)
        {
            deadline.CancelAfter(OrdinaryAnswer);
        }

        try
        {
            return await http.SendAsync(message, until, deadline.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{request.Method} {request.Path}: no answer from the Docker engine within {OrdinaryAnswer.TotalSeconds} s.");
        }
    }
}
