using Docker.DotNet.Models;
using DotNet.Testcontainers.Configurations;

namespace Testcontainers.Ollama;

/// <summary>What an <see cref="OllamaBuilder"/> has collected; nothing beyond an ordinary container.</summary>
public sealed class OllamaConfiguration : ContainerConfiguration
{
    /// <summary>An empty one.</summary>
    public OllamaConfiguration()
    {
    }

    /// <summary>One from what every resource has.</summary>
    /// <param name="resourceConfiguration">The source.</param>
    public OllamaConfiguration(IResourceConfiguration<CreateContainerParameters> resourceConfiguration)
        : base(resourceConfiguration)
    {
    }

    /// <summary>One from what every container has.</summary>
    /// <param name="resourceConfiguration">The source.</param>
    public OllamaConfiguration(IContainerConfiguration resourceConfiguration)
        : base(resourceConfiguration)
    {
    }

    /// <summary>A copy.</summary>
    /// <param name="resourceConfiguration">The source.</param>
    public OllamaConfiguration(OllamaConfiguration resourceConfiguration)
        : this(new OllamaConfiguration(), resourceConfiguration)
    {
    }

    /// <summary>Two combined; the newer one wins.</summary>
    /// <param name="oldValue">The older.</param>
    /// <param name="newValue">The newer.</param>
    public OllamaConfiguration(OllamaConfiguration oldValue, OllamaConfiguration newValue)
        : base(oldValue, newValue)
    {
    }
}
