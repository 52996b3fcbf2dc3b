using Docker.DotNet.Models;

namespace Docker.DotNet;

/// <summary>The engine itself. Any refusal gives <see cref="DockerApiException"/>.</summary>
public interface ISystemOperations
{
    /// <summary>Asks whether the engine answers, in the API version of this client.</summary>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>When it has answered.</returns>
    Task PingAsync(CancellationToken cancellationToken = default);

    /// <summary>Asks for versions.</summary>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>The engine's and its API's version.</returns>
    Task<VersionResponse> GetVersionAsync(CancellationToken cancellationToken = default);

    /// <summary>Asks for the engine's properties.</summary>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>The properties.</returns>
    Task<SystemInfoResponse> GetSystemInfoAsync(CancellationToken cancellationToken = default);

    /// <summary>Reports what happens in the engine, until the given end or the token.</summary>
    /// <param name="parameters">Which events, from when to when.</param>
    /// <param name="progress">Receives each event.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>When the engine has ended.</returns>
    Task MonitorEventsAsync(ContainerEventsParameters parameters, IProgress<Message> progress, CancellationToken cancellationToken = default);
}
