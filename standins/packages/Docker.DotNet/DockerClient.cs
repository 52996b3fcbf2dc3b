using Docker.DotNet.Engine;
using Docker.DotNet.Handler.Abstractions;

namespace Docker.DotNet;

/// <summary>Speaks to one Docker engine; made by <see cref="DockerClientBuilder"/>.</summary>
public sealed class DockerClient : IDockerClient
{
    private readonly EngineConnection engine;

    internal DockerClient(Uri endpoint, Version? apiVersion, IReadOnlyDictionary<string, string> headers)
    {
        engine = new EngineConnection(endpoint, apiVersion, headers);
        Options = new ResolvedClientOptions(endpoint);
        Containers = new ContainerOperations(engine);
        Exec = new ExecOperations(engine);
        Images = new ImageOperations(engine);
        Networks = new NetworkOperations(engine);
        System = new SystemOperations(engine);
        Volumes = new VolumeOperations(engine);
    }

    /// <inheritdoc/>
    public ResolvedClientOptions Options { get; }

    /// <inheritdoc/>
    public IContainerOperations Containers { get; }

    /// <inheritdoc/>
    public IExecOperations Exec { get; }

    /// <inheritdoc/>
    public IImageOperations Images { get; }

    /// <inheritdoc/>
    public INetworkOperations Networks { get; }

    /// <inheritdoc/>
    public ISystemOperations System { get; }

    /// <inheritdoc/>
    public IVolumeOperations Volumes { get; }

    /// <summary>Closes all connections, also those of streams that are still being read.</summary>
    public void Dispose() => engine.Dispose();
}
