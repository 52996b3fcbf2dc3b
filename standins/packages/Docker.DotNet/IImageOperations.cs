using Docker.DotNet.Models;

namespace Docker.DotNet;

/// <summary>Images. An image that does not exist gives <see cref="DockerImageNotFoundException"/>, any other refusal <see cref="DockerApiException"/>.</summary>
public interface IImageOperations
{
    /// <summary>Lists images.</summary>
    /// <param name="parameters">Which.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>Their summaries.</returns>
    Task<IList<ImagesListResponse>> ListImagesAsync(ImagesListParameters parameters, CancellationToken cancellationToken = default);

    /// <summary>Describes an image.</summary>
    /// <param name="name">Name or id.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>What the engine knows.</returns>
    Task<ImageInspectResponse> InspectImageAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Pulls an image. A failure while pulling is reported as a message with an error, not thrown.</summary>
    /// <param name="parameters">Which.</param>
    /// <param name="authConfig">Credentials of the registry, if it wants any.</param>
    /// <param name="progress">Receives each message.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>When the engine has ended.</returns>
    Task CreateImageAsync(
        ImagesCreateParameters parameters, AuthConfig? authConfig, IProgress<JSONMessage> progress, CancellationToken cancellationToken = default);

    /// <summary>Builds an image. A failing step is reported as a message with an error, not thrown.</summary>
    /// <param name="parameters">What to build.</param>
    /// <param name="contents">The context, as a tar archive.</param>
    /// <param name="authConfigs">Credentials of registries.</param>
    /// <param name="headers">Further headers.</param>
    /// <param name="progress">Receives each message.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>When the engine has ended.</returns>
    Task BuildImageFromDockerfileAsync(
        ImageBuildParameters parameters,
        Stream contents,
        IEnumerable<AuthConfig>? authConfigs,
        IDictionary<string, string>? headers,
        IProgress<JSONMessage> progress,
        CancellationToken cancellationToken = default);

    /// <summary>Removes an image.</summary>
    /// <param name="name">Name or id.</param>
    /// <param name="parameters">Whether by force.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>What was untagged and deleted.</returns>
    Task<IList<IDictionary<string, string>>> DeleteImageAsync(
        string name, ImageDeleteParameters parameters, CancellationToken cancellationToken = default);
}
