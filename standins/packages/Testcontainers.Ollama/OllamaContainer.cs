using DotNet.Testcontainers.Containers;

namespace Testcontainers.Ollama;

/// <summary>A container that runs an Ollama server.</summary>
/// <param name="configuration">What the builder collected.</param>
public sealed class OllamaContainer(OllamaConfiguration configuration) : DockerContainer(configuration)
{
    /// <summary>Where the server answers, from the test's side.</summary>
    /// <returns><c>http://host:port/</c>, with the slash.</returns>
    public string GetBaseAddress() =>
        new UriBuilder(Uri.UriSchemeHttp, Hostname, GetMappedPublicPort(OllamaBuilder.OllamaPort)).ToString();
}
