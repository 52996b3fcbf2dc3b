using Docker.DotNet.Models;

namespace Docker.DotNet.Engine;

internal sealed class SystemOperations(EngineConnection engine) : ISystemOperations
{
    public Task PingAsync(CancellationToken cancellationToken) => engine.DoAsync(EngineRequest.Get("_ping"), cancellationToken);

    public Task<VersionResponse> GetVersionAsync(CancellationToken cancellationToken) =>
        engine.ReadAsync<VersionResponse>(EngineRequest.Get("version"), cancellationToken);

    public Task<SystemInfoResponse> GetSystemInfoAsync(CancellationToken cancellationToken) =>
        engine.ReadAsync<SystemInfoResponse>(EngineRequest.Get("info"), cancellationToken);

    public Task MonitorEventsAsync(ContainerEventsParameters parameters, IProgress<Message> progress, CancellationToken cancellationToken) =>
        engine.FollowAsync(
            EngineRequest.Get("events") with
            {
                Query = new() { { "since", parameters.Since }, { "until", parameters.Until }, { "filters", parameters.Filters } },
                MayTakeLong = true,
            },
            progress,
            cancellationToken);
}
