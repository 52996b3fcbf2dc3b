using Docker.DotNet.Models;

namespace Docker.DotNet;

/// <summary>Containers. A container that does not exist gives <see cref="DockerContainerNotFoundException"/>, any other refusal <see cref="DockerApiException"/>.</summary>
public interface IContainerOperations
{
    /// <summary>Lists containers.</summary>
    /// <param name="parameters">Which.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>Their summaries.</returns>
    Task<IList<ContainerListResponse>> ListContainersAsync(ContainersListParameters parameters, CancellationToken cancellationToken = default);

    /// <summary>Creates a container.</summary>
    /// <param name="parameters">What it is to be.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>Its id.</returns>
    /// <exception cref="DockerImageNotFoundException">The image is not here.</exception>
    Task<CreateContainerResponse> CreateContainerAsync(CreateContainerParameters parameters, CancellationToken cancellationToken = default);

    /// <summary>Describes a container.</summary>
    /// <param name="id">Id or name.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>All the engine knows.</returns>
    Task<ContainerInspectResponse> InspectContainerAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Starts a container.</summary>
    /// <param name="id">Id or name.</param>
    /// <param name="parameters">Nothing to set.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>False if it was running.</returns>
    Task<bool> StartContainerAsync(string id, ContainerStartParameters parameters, CancellationToken cancellationToken = default);

    /// <summary>Stops a container.</summary>
    /// <param name="id">Id or name.</param>
    /// <param name="parameters">How long it may take.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>False if it was not running.</returns>
    Task<bool> StopContainerAsync(string id, ContainerStopParameters parameters, CancellationToken cancellationToken = default);

    /// <summary>Stops and starts a container.</summary>
    /// <param name="id">Id or name.</param>
    /// <param name="parameters">How long stopping may take.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>When it runs again.</returns>
    Task RestartContainerAsync(string id, ContainerRestartParameters parameters, CancellationToken cancellationToken = default);

    /// <summary>Sends a signal to a container's first process.</summary>
    /// <param name="id">Id or name.</param>
    /// <param name="parameters">The signal.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>When it is sent.</returns>
    Task KillContainerAsync(string id, ContainerKillParameters parameters, CancellationToken cancellationToken = default);

    /// <summary>Freezes a container.</summary>
    /// <param name="id">Id or name.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>When it is frozen.</returns>
    Task PauseContainerAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Thaws a container.</summary>
    /// <param name="id">Id or name.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>When it runs again.</returns>
    Task UnpauseContainerAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Waits until a container is not running.</summary>
    /// <param name="id">Id or name.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>Its exit code.</returns>
    Task<ContainerWaitResponse> WaitContainerAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Removes a container.</summary>
    /// <param name="id">Id or name.</param>
    /// <param name="parameters">Whether by force and with its anonymous volumes.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>When it is gone.</returns>
    Task RemoveContainerAsync(string id, ContainerRemoveParameters parameters, CancellationToken cancellationToken = default);

    /// <summary>Reads a container's log.</summary>
    /// <param name="id">Id or name.</param>
    /// <param name="parameters">Which part of it.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>The log; the caller disposes it.</returns>
    Task<MultiplexedStream> GetContainerLogsAsync(string id, ContainerLogsParameters parameters, CancellationToken cancellationToken = default);

    /// <summary>Reports what a container uses.</summary>
    /// <param name="id">Id or name.</param>
    /// <param name="parameters">Once or again and again.</param>
    /// <param name="progress">Is told each reading.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>When the last reading was told.</returns>
    Task GetContainerStatsAsync(
        string id, ContainerStatsParameters parameters, IProgress<ContainerStatsResponse> progress, CancellationToken cancellationToken = default);

    /// <summary>Connects to a container's output from now on.</summary>
    /// <param name="id">Id or name.</param>
    /// <param name="parameters">Which output.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>The output; the caller disposes it.</returns>
    Task<MultiplexedStream> AttachContainerAsync(string id, ContainerAttachParameters parameters, CancellationToken cancellationToken = default);

    /// <summary>Reads a file or directory of a container.</summary>
    /// <param name="id">Id or name.</param>
    /// <param name="parameters">Its path.</param>
    /// <param name="statOnly">Leaves the content out.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>A tar archive, which the caller disposes.</returns>
    Task<ContainerArchiveResponse> GetArchiveFromContainerAsync(
        string id, ContainerPathStatParameters parameters, bool statOnly, CancellationToken cancellationToken = default);

    /// <summary>Unpacks a tar archive into a directory of a container.</summary>
    /// <param name="id">Id or name.</param>
    /// <param name="parameters">The directory.</param>
    /// <param name="stream">The archive.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>When it is unpacked.</returns>
    Task ExtractArchiveToContainerAsync(
        string id, CopyToContainerParameters parameters, Stream stream, CancellationToken cancellationToken = default);
}
