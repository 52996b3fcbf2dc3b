namespace Toxiproxy.Net;

/// <summary>Clients that share one pool of connections.</summary>
internal sealed class HttpClientFactory(Uri baseUrl) : IHttpClientFactory
{
    private static readonly SocketsHttpHandler Handler = new();

    public Uri BaseUrl { get; } = baseUrl;

    public HttpClient Create() => new(Handler, disposeHandler: false) { BaseAddress = BaseUrl };
}
