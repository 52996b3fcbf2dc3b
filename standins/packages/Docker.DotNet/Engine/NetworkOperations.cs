using System.Net;
using Docker.DotNet.Models;

namespace Docker.DotNet.Engine;

internal sealed class NetworkOperations(EngineConnection engine) : INetworkOperations
{
    public Task<IList<NetworkResponse>> ListNetworksAsync(NetworksListParameters? parameters, CancellationToken cancellationToken) =>
        engine.ReadAsync<IList<NetworkResponse>>(
            EngineRequest.Get("networks") with { Query = new() { { "filters", parameters?.Filters } } }, cancellationToken);

    public Task<NetworkResponse> InspectNetworkAsync(string id, CancellationToken cancellationToken) =>
        engine.ReadAsync<NetworkResponse>(On(EngineRequest.Get(Path(id))), cancellationToken);

    public Task<NetworksCreateResponse> CreateNetworkAsync(NetworksCreateParameters parameters, CancellationToken cancellationToken) =>
        engine.ReadAsync<NetworksCreateResponse>(EngineRequest.Post("networks/create", parameters), cancellationToken);

    public Task DeleteNetworkAsync(string id, CancellationToken cancellationToken) =>
        engine.DoAsync(On(EngineRequest.Delete(Path(id))), cancellationToken);

    public Task ConnectNetworkAsync(string id, NetworkConnectParameters parameters, CancellationToken cancellationToken) =>
        engine.DoAsync(On(EngineRequest.Post(Path(id) + "/connect", parameters)), cancellationToken);

    public Task DisconnectNetworkAsync(string id, NetworkDisconnectParameters parameters, CancellationToken cancellationToken) =>
        engine.DoAsync(On(EngineRequest.Post(Path(id) + "/disconnect", parameters)), cancellationToken);

    private static string Path(string id) => $"networks/{Uri.EscapeDataString(id)}";

    private static EngineRequest On(EngineRequest request) => request with
    {
        NotFound = body => new DockerNetworkNotFoundException(HttpStatusCode.NotFound, body),
    };
}
