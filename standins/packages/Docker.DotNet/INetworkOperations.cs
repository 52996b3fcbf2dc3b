using Docker.DotNet.Models;

namespace Docker.DotNet;

/// <summary>Networks. A network that does not exist gives <see cref="DockerNetworkNotFoundException"/>, any other refusal <see cref="DockerApiException"/>.</summary>
public interface INetworkOperations
{
    /// <summary>Lists networks.</summary>
    /// <param name="parameters">Which; all if null.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>The networks, without the containers in them.</returns>
    Task<IList<NetworkResponse>> ListNetworksAsync(NetworksListParameters? parameters = null, CancellationToken cancellationToken = default);

    /// <summary>Describes a network.</summary>
    /// <param name="id">Id or name.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>The network, with the containers in it.</returns>
    Task<NetworkResponse> InspectNetworkAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Creates a network.</summary>
    /// <param name="parameters">What it is to be.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>Its id.</returns>
    Task<NetworksCreateResponse> CreateNetworkAsync(NetworksCreateParameters parameters, CancellationToken cancellationToken = default);

    /// <summary>Removes a network.</summary>
    /// <param name="id">Id or name.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>When it is gone.</returns>
    Task DeleteNetworkAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Connects a container.</summary>
    /// <param name="id">Id or name of the network.</param>
    /// <param name="parameters">The container, and how.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>When it is connected.</returns>
    Task ConnectNetworkAsync(string id, NetworkConnectParameters parameters, CancellationToken cancellationToken = default);

    /// <summary>Disconnects a container.</summary>
    /// <param name="id">Id or name of the network.</param>
    /// <param name="parameters">The container.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>When it is disconnected.</returns>
    Task DisconnectNetworkAsync(string id, NetworkDisconnectParameters parameters, CancellationToken cancellationToken = default);
}
