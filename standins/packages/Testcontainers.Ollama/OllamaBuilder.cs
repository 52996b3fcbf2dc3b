using System.Net;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Images;

namespace Testcontainers.Ollama;

/// <summary>Describes a container that runs an Ollama server.</summary>
public sealed class OllamaBuilder : ContainerBuilder<OllamaBuilder, OllamaContainer, OllamaConfiguration>
{
    /// <summary>The image that is run when none is named.</summary>
    public const string OllamaImage = "ollama/ollama:0.6.6";

    /// <summary>The port that the server listens on inside the container.</summary>
    public const ushort OllamaPort = 11434;

    /// <summary>A server from <see cref="OllamaImage"/>.</summary>
    public OllamaBuilder()
        : this(OllamaImage)
    {
    }

    /// <summary>A server from an image of the caller's choice.</summary>
    /// <param name="image">Name and tag.</param>
    public OllamaBuilder(string image)
        : this(new DockerImage(image))
    {
    }

    /// <summary>A server from an image of the caller's choice.</summary>
    /// <param name="image">The image.</param>
    public OllamaBuilder(IImage image)
        : this(new OllamaConfiguration()) => DockerResourceConfiguration = Init().WithImage(image).DockerResourceConfiguration;

    private OllamaBuilder(OllamaConfiguration configuration)
        : base(configuration) => DockerResourceConfiguration = configuration;

    /// <inheritdoc/>
    protected override OllamaConfiguration DockerResourceConfiguration { get; }

    /// <inheritdoc/>
    public override OllamaContainer Build()
    {
        Validate();
        return new OllamaContainer(DockerResourceConfiguration);
    }

    /// <inheritdoc/>
    protected override OllamaBuilder Init() =>
        base.Init()
            .WithPortBinding(OllamaPort, assignRandomHostPort: true)
            .WithWaitStrategy(Wait.ForUnixContainer().UntilHttpRequestIsSucceeded(
                request => request.ForPort(OllamaPort).ForPath("/api/version").ForStatusCode(HttpStatusCode.OK)));

    /// <inheritdoc/>
    protected override OllamaBuilder Clone(IResourceConfiguration<CreateContainerParameters> resourceConfiguration) =>
        Merge(DockerResourceConfiguration, new OllamaConfiguration(resourceConfiguration));

    /// <inheritdoc/>
    protected override OllamaBuilder Clone(IContainerConfiguration resourceConfiguration) =>
        Merge(DockerResourceConfiguration, new OllamaConfiguration(resourceConfiguration));

    /// <inheritdoc/>
    protected override OllamaBuilder Merge(OllamaConfiguration oldValue, OllamaConfiguration newValue) =>
        new(new OllamaConfiguration(oldValue, newValue));
}
