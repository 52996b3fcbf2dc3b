using Docker.DotNet.Models;

namespace Docker.DotNet;

/// <summary>Commands inside containers.</summary>
public interface IExecOperations
{
    /// <summary>Prepares a command.</summary>
    /// <param name="id">Id or name of the container.</param>
    /// <param name="parameters">The command.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>The command's id.</returns>
    /// <exception cref="DockerContainerNotFoundException">No such container.</exception>
    /// <exception cref="DockerApiException">The engine refused: 409 when the container does not run.</exception>
    Task<ContainerExecCreateResponse> CreateContainerExecAsync(
        string id, ContainerExecCreateParameters parameters, CancellationToken cancellationToken = default);

    /// <summary>Runs a prepared command.</summary>
    /// <param name="id">The command's id.</param>
    /// <param name="parameters">How.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>Its output; the caller disposes it.</returns>
    /// <exception cref="DockerApiException">The engine refused.</exception>
    Task<MultiplexedStream> StartContainerExecAsync(
        string id, ContainerExecStartParameters parameters, CancellationToken cancellationToken = default);

    /// <summary>Describes a command.</summary>
    /// <param name="id">The command's id.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>Whether it runs and how it ended.</returns>
    /// <exception cref="DockerApiException">The engine refused.</exception>
    Task<ContainerExecInspectResponse> InspectContainerExecAsync(string id, CancellationToken cancellationToken = default);
}
