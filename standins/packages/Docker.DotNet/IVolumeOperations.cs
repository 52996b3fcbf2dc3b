using Docker.DotNet.Models;

namespace Docker.DotNet;

/// <summary>Volumes. Any refusal gives <see cref="DockerApiException"/>: 404 for one that does not exist, 409 for one in use.</summary>
public interface IVolumeOperations
{
    /// <summary>Lists all volumes.</summary>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>The volumes.</returns>
    Task<VolumesListResponse> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Lists volumes.</summary>
    /// <param name="parameters">Which; all if null.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>The volumes.</returns>
    Task<VolumesListResponse> ListAsync(VolumesListParameters? parameters, CancellationToken cancellationToken = default);

    /// <summary>Creates a volume.</summary>
    /// <param name="parameters">What it is to be.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>The volume.</returns>
    Task<VolumeResponse> CreateAsync(VolumesCreateParameters parameters, CancellationToken cancellationToken = default);

    /// <summary>Describes a volume.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>The volume.</returns>
    Task<VolumeResponse> InspectAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Removes a volume.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="force">Whether a volume that is gone already is no error.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>When it is gone.</returns>
    Task RemoveAsync(string name, bool? force = null, CancellationToken cancellationToken = default);
}
