namespace Toxiproxy.Net;

/// <summary>Makes the HTTP clients that calls are sent with.</summary>
public interface IHttpClientFactory
{
    /// <summary>Address of the API, with a slash at its end.</summary>
    Uri BaseUrl { get; }

    /// <summary>A client whose base address is <see cref="BaseUrl"/>. The caller disposes it.</summary>
    HttpClient Create();
}
