using Docker.DotNet.Models;

namespace Docker.DotNet.Engine;

internal sealed class VolumeOperations(EngineConnection engine) : IVolumeOperations
{
    public Task<VolumesListResponse> ListAsync(CancellationToken cancellationToken) => ListAsync(null, cancellationToken);

    public Task<VolumesListResponse> ListAsync(VolumesListParameters? parameters, CancellationToken cancellationToken) =>
        engine.ReadAsync<VolumesListResponse>(
            EngineRequest.Get("volumes") with { Query = new() { { "filters", parameters?.Filters } } }, cancellationToken);

    public Task<VolumeResponse> CreateAsync(VolumesCreateParameters parameters, CancellationToken cancellationToken) =>
        engine.ReadAsync<VolumeResponse>(EngineRequest.Post("volumes/create", parameters), cancellationToken);

    public Task<VolumeResponse> InspectAsync(string name, CancellationToken cancellationToken) =>
        engine.ReadAsync<VolumeResponse>(EngineRequest.Get(Path(name)), cancellationToken);

    public Task RemoveAsync(string name, bool? force, CancellationToken cancellationToken) =>
        engine.DoAsync(EngineRequest.Delete(Path(name)) with { Query = new() { { "force", force } } }, cancellationToken);

    private static string Path(string name) => $"volumes/{Uri.EscapeDataString(name)}";
}
