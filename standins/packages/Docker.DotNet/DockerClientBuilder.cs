using Docker.DotNet.Handler.Abstractions;
using Docker.DotNet.NPipe;

namespace Docker.DotNet;

/// <summary>Describes a client. Without an endpoint it is the engine's usual unix socket.</summary>
public class DockerClientBuilder
{
    private Uri endpoint = new("unix:///var/run/docker.sock");
    private Version? apiVersion;
    private IReadOnlyDictionary<string, string> headers = new Dictionary<string, string>();

    /// <summary>Where the engine listens.</summary>
    /// <param name="endpoint"><c>unix:///path</c>, <c>tcp://host:port</c> or <c>http://host:port</c>.</param>
    /// <returns>This builder.</returns>
    public DockerClientBuilder WithEndpoint(Uri endpoint)
    {
        this.endpoint = endpoint;
        return this;
    }

    /// <summary>Which version of the engine's API to ask for.</summary>
    /// <param name="apiVersion">For example 1.41; none lets the engine take its own.</param>
    /// <returns>This builder.</returns>
    public DockerClientBuilder WithApiVersion(Version? apiVersion)
    {
        this.apiVersion = apiVersion;
        return this;
    }

    /// <summary>Headers that go with every request.</summary>
    /// <param name="headers">Names and values.</param>
    /// <returns>This builder.</returns>
    public DockerClientBuilder WithHeaders(IReadOnlyDictionary<string, string> headers)
    {
        this.headers = headers;
        return this;
    }

    /// <summary>How to authenticate.</summary>
    /// <param name="authProvider">None: this stand-in serves no authentication.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="NotSupportedException">Some; names the real package.</exception>
    public DockerClientBuilder WithAuthProvider(IAuthProvider? authProvider) => authProvider is null
        ? this
        : throw new NotSupportedException(
            "Authenticating against the Docker engine needs the package Docker.DotNet.Enhanced: build with -p:Packages=upstream.");

    /// <summary>Settings of the Windows named pipe.</summary>
    /// <param name="transportOptions">Ignored.</param>
    /// <returns>Never.</returns>
    /// <exception cref="NotSupportedException">Always; names the real package.</exception>
    public DockerClientBuilder<NPipeTransportOptions> WithTransportOptions(NPipeTransportOptions transportOptions) =>
        throw new NotSupportedException(
            "Named pipes need the package Docker.DotNet.Enhanced.NPipe: build with -p:Packages=upstream.");

    /// <summary>Makes the client; nothing is connected yet.</summary>
    /// <returns>The client.</returns>
    /// <exception cref="NotSupportedException">An endpoint of another kind; names the real package.</exception>
    public DockerClient Build() => new(endpoint, apiVersion, headers);
}
