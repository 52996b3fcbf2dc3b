using System.Net;
using System.Net.Http.Headers;
using Docker.DotNet.Models;

namespace Docker.DotNet.Engine;

internal sealed class ImageOperations(EngineConnection engine) : IImageOperations
{
    public Task<IList<ImagesListResponse>> ListImagesAsync(ImagesListParameters parameters, CancellationToken cancellationToken) =>
        engine.ReadAsync<IList<ImagesListResponse>>(
            EngineRequest.Get("images/json") with { Query = new() { { "all", parameters.All }, { "filters", parameters.Filters } } },
            cancellationToken);

    public Task<ImageInspectResponse> InspectImageAsync(string name, CancellationToken cancellationToken) =>
        engine.ReadAsync<ImageInspectResponse>(On(HttpMethod.Get, $"images/{Path(name)}/json"), cancellationToken);

    public Task CreateImageAsync(
        ImagesCreateParameters parameters, AuthConfig? authConfig, IProgress<JSONMessage> progress, CancellationToken cancellationToken) =>
        engine.FollowAsync(
            On(HttpMethod.Post, "images/create") with
            {
                Query = new() { { "fromImage", parameters.FromImage }, { "tag", parameters.Tag }, { "platform", parameters.Platform } },
                Header = authConfig is null ? null : ("X-Registry-Auth", EngineJson.Header(authConfig)),
                MayTakeLong = true,
            },
            progress,
            cancellationToken);

    public Task BuildImageFromDockerfileAsync(
        ImageBuildParameters parameters,
        Stream contents,
        IEnumerable<AuthConfig>? authConfigs,
        IDictionary<string, string>? headers,
        IProgress<JSONMessage> progress,
        CancellationToken cancellationToken)
    {
        var content = new StreamContent(contents) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-tar") } };
        foreach (var (name, value) in headers ?? new Dictionary<string, string>())
        {
            content.Headers.TryAddWithoutValidation(name, value);
        }

        var registries = (authConfigs ?? []).Where(auth => auth.ServerAddress is not null).ToDictionary(auth => auth.ServerAddress!);
        return engine.FollowAsync(
            On(HttpMethod.Post, "build") with
            {
                Query = new()
                {
                    { "dockerfile", parameters.Dockerfile },
                    { "t", parameters.Tags },
                    { "buildargs", parameters.BuildArgs },
                    { "labels", parameters.Labels },
                    { "target", parameters.Target },
                    { "platform", parameters.Platform },
                    { "nocache", parameters.NoCache },
                    { "rm", parameters.Remove },
                    { "forcerm", parameters.ForceRemove },
                    { "pull", parameters.Pull },
                },
                Header = registries.Count == 0 ? null : ("X-Registry-Config", EngineJson.Header(registries)),
                Content = content,
                MayTakeLong = true,
            },
            progress,
            cancellationToken);
    }

    public Task<IList<IDictionary<string, string>>> DeleteImageAsync(
        string name, ImageDeleteParameters parameters, CancellationToken cancellationToken) =>
        engine.ReadAsync<IList<IDictionary<string, string>>>(
            On(HttpMethod.Delete, $"images/{Path(name)}") with { Query = new() { { "force", parameters.Force } } },
            cancellationToken);

    private static EngineRequest On(HttpMethod method, string path) => new(method, path)
    {
        NotFound = body => new DockerImageNotFoundException(HttpStatusCode.NotFound, body),
    };

    /// <summary>The engine's routes take the slashes of a name as they are.</summary>
    private static string Path(string name) => Uri.EscapeDataString(name).Replace("%2F", "/", StringComparison.Ordinal);
}
