using System.Net;
using Docker.DotNet.Models;

namespace Docker.DotNet.Engine;

internal sealed class ExecOperations(EngineConnection engine) : IExecOperations
{
    public Task<ContainerExecCreateResponse> CreateContainerExecAsync(
        string id, ContainerExecCreateParameters parameters, CancellationToken cancellationToken) =>
        engine.ReadAsync<ContainerExecCreateResponse>(
            EngineRequest.Post($"containers/{Uri.EscapeDataString(id)}/exec", parameters) with
            {
                NotFound = body => new DockerContainerNotFoundException(HttpStatusCode.NotFound, body),
            },
            cancellationToken);

    public async Task<MultiplexedStream> StartContainerExecAsync(
        string id, ContainerExecStartParameters parameters, CancellationToken cancellationToken)
    {
        var output = await engine.OpenAsync(
            EngineRequest.Post($"exec/{Uri.EscapeDataString(id)}/start", parameters) with { Hijack = !parameters.Detach, MayTakeLong = true },
            cancellationToken);
        return new MultiplexedStream(output, multiplexed: !parameters.Tty);
    }

    public Task<ContainerExecInspectResponse> InspectContainerExecAsync(string id, CancellationToken cancellationToken) =>
        engine.ReadAsync<ContainerExecInspectResponse>(EngineRequest.Get($"exec/{Uri.EscapeDataString(id)}/json"), cancellationToken);
}
