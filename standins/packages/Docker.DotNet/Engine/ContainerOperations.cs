using System.Net;
using System.Net.Http.Headers;
using Docker.DotNet.Models;

namespace Docker.DotNet.Engine;

internal sealed class ContainerOperations(EngineConnection engine) : IContainerOperations
{
    public Task<IList<ContainerListResponse>> ListContainersAsync(ContainersListParameters parameters, CancellationToken cancellationToken) =>
        engine.ReadAsync<IList<ContainerListResponse>>(
            EngineRequest.Get("containers/json") with
            {
                Query = new() { { "all", parameters.All }, { "limit", parameters.Limit }, { "filters", parameters.Filters } },
            },
            cancellationToken);

    public Task<CreateContainerResponse> CreateContainerAsync(CreateContainerParameters parameters, CancellationToken cancellationToken) =>
        engine.ReadAsync<CreateContainerResponse>(
            EngineRequest.Post("containers/create", parameters) with
            {
                Query = new() { { "name", parameters.Name }, { "platform", parameters.Platform } },
                NotFound = body => new DockerImageNotFoundException(HttpStatusCode.NotFound, body),
            },
            cancellationToken);

    public Task<ContainerInspectResponse> InspectContainerAsync(string id, CancellationToken cancellationToken) =>
        engine.ReadAsync<ContainerInspectResponse>(On(HttpMethod.Get, id, "/json"), cancellationToken);

    public async Task<bool> StartContainerAsync(string id, ContainerStartParameters parameters, CancellationToken cancellationToken) =>
        await engine.DoAsync(On(HttpMethod.Post, id, "/start"), cancellationToken) != HttpStatusCode.NotModified;

    public async Task<bool> StopContainerAsync(string id, ContainerStopParameters parameters, CancellationToken cancellationToken) =>
        await engine.DoAsync(
            On(HttpMethod.Post, id, "/stop") with
            {
                Query = new() { { "t", parameters.WaitBeforeKillSeconds } },
                MayTakeLong = true,
            },
            cancellationToken) != HttpStatusCode.NotModified;

    public Task RestartContainerAsync(string id, ContainerRestartParameters parameters, CancellationToken cancellationToken) =>
        engine.DoAsync(
            On(HttpMethod.Post, id, "/restart") with
            {
                Query = new() { { "t", parameters.WaitBeforeKillSeconds } },
                MayTakeLong = true,
            },
            cancellationToken);

    public Task KillContainerAsync(string id, ContainerKillParameters parameters, CancellationToken cancellationToken) =>
        engine.DoAsync(On(HttpMethod.Post, id, "/kill") with { Query = new() { { "signal", parameters.Signal } } }, cancellationToken);

    public Task PauseContainerAsync(string id, CancellationToken cancellationToken) =>
        engine.DoAsync(On(HttpMethod.Post, id, "/pause"), cancellationToken);

    public Task UnpauseContainerAsync(string id, CancellationToken cancellationToken) =>
        engine.DoAsync(On(HttpMethod.Post, id, "/unpause"), cancellationToken);

    public Task<ContainerWaitResponse> WaitContainerAsync(string id, CancellationToken cancellationToken) =>
        engine.ReadAsync<ContainerWaitResponse>(On(HttpMethod.Post, id, "/wait") with { MayTakeLong = true }, cancellationToken);

    public Task RemoveContainerAsync(string id, ContainerRemoveParameters parameters, CancellationToken cancellationToken) =>
        engine.DoAsync(
            On(HttpMethod.Delete, id, "") with { Query = new() { { "v", parameters.RemoveVolumes }, { "force", parameters.Force } } },
            cancellationToken);

    public async Task<MultiplexedStream> GetContainerLogsAsync(string id, ContainerLogsParameters parameters, CancellationToken cancellationToken)
    {
        var multiplexed = await HasNoTerminalAsync(id, cancellationToken);
        var output = await engine.OpenAsync(
            On(HttpMethod.Get, id, "/logs") with
            {
                Query = new()
                {
                    { "stdout", parameters.ShowStdout },
                    { "stderr", parameters.ShowStderr },
                    { "since", parameters.Since },
                    { "until", parameters.Until },
                    { "timestamps", parameters.Timestamps },
                    { "follow", parameters.Follow },
                    { "tail", parameters.Tail },
                },
                MayTakeLong = true,
            },
            cancellationToken);
        return new MultiplexedStream(output, multiplexed);
    }

    public Task GetContainerStatsAsync(
        string id, ContainerStatsParameters parameters, IProgress<ContainerStatsResponse> progress, CancellationToken cancellationToken) =>
        engine.FollowAsync(
            On(HttpMethod.Get, id, "/stats") with
            {
                Query = new() { { "stream", parameters.Stream }, { "one-shot", parameters.OneShot } },
                MayTakeLong = true,
            },
            progress,
            cancellationToken);

    public async Task<MultiplexedStream> AttachContainerAsync(
        string id, ContainerAttachParameters parameters, CancellationToken cancellationToken)
    {
        var multiplexed = await HasNoTerminalAsync(id, cancellationToken);
        var output = await engine.OpenAsync(
            On(HttpMethod.Post, id, "/attach") with
            {
                Query = new() { { "stream", parameters.Stream }, { "stdout", parameters.Stdout }, { "stderr", parameters.Stderr } },
                Hijack = true,
                MayTakeLong = true,
            },
            cancellationToken);
        return new MultiplexedStream(output, multiplexed);
    }

    public async Task<ContainerArchiveResponse> GetArchiveFromContainerAsync(
        string id, ContainerPathStatParameters parameters, bool statOnly, CancellationToken cancellationToken)
    {
        var archive = await engine.OpenAsync(
            On(statOnly ? HttpMethod.Head : HttpMethod.Get, id, "/archive") with { Query = new() { { "path", parameters.Path } } },
            cancellationToken);
        return new ContainerArchiveResponse { Stream = archive };
    }

    public Task ExtractArchiveToContainerAsync(
        string id, CopyToContainerParameters parameters, Stream stream, CancellationToken cancellationToken) =>
        engine.DoAsync(
            On(HttpMethod.Put, id, "/archive") with
            {
                Query = new() { { "path", parameters.Path } },
                Content = new StreamContent(stream) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-tar") } },
                MayTakeLong = true,
            },
            cancellationToken);

    private static EngineRequest On(HttpMethod method, string id, string action) => new(method, $"containers/{Uri.EscapeDataString(id)}{action}")
    {
        NotFound = body => new DockerContainerNotFoundException(HttpStatusCode.NotFound, body),
    };

    /// <summary>Up to API 1.41 the answer does not say whether it is tagged; whether the container has a terminal decides.</summary>
    private async Task<bool> HasNoTerminalAsync(string id, CancellationToken cancellationToken) =>
        !(await InspectContainerAsync(id, cancellationToken)).Config.Tty;
}
