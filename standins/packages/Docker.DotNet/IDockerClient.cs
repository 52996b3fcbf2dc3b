using Docker.DotNet.Handler.Abstractions;

namespace Docker.DotNet;

/// <summary>A Docker engine.</summary>
public interface IDockerClient : IDisposable
{
    /// <summary>What the client was built with.</summary>
    ResolvedClientOptions Options { get; }

    /// <summary>Containers.</summary>
    IContainerOperations Containers { get; }

    /// <summary>Commands inside containers.</summary>
    IExecOperations Exec { get; }

    /// <summary>Images.</summary>
    IImageOperations Images { get; }

    /// <summary>Networks.</summary>
    INetworkOperations Networks { get; }

    /// <summary>The engine itself.</summary>
    ISystemOperations System { get; }

    /// <summary>Volumes.</summary>
    IVolumeOperations Volumes { get; }
}
