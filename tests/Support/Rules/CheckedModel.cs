using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Rules.Dockerfiles;

namespace Archiv.Tests.Support.Rules;

/// <summary>A resolved compose file with everything beside it that the rules look at.</summary>
public sealed class CheckedModel
{
    /// <summary>Recognises the services of a file.</summary>
    /// <param name="compose">The resolved model.</param>
    /// <param name="files">The files it comes from, absolute; paths count from the first.</param>
    /// <param name="variables">The variables that they use.</param>
    /// <param name="roles">Services whose kind is known by name; the others are told by their images.</param>
    public CheckedModel(
        ComposeModel compose, IReadOnlyList<string> files, IReadOnlyList<VariableUse> variables, IReadOnlyDictionary<string, ServiceKind>? roles = null)
    {
        Compose = compose;
        Files = files;
        Variables = variables;
        Services =
        [
            .. compose.Services.Values.Select(service => new CheckedService(
                service,
                roles?.TryGetValue(service.Name, out var role) == true ? role : ServiceKinds.Of(service.Text("image")),
                OneShots.Is(service, compose),
                ServiceDockerfile.Of(service, files[0]))),
        ];
    }

    /// <summary>The resolved model.</summary>
    public ComposeModel Compose { get; }

    /// <summary>The files it comes from, absolute.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>The variables that they use.</summary>
    public IReadOnlyList<VariableUse> Variables { get; }

    /// <summary>All services.</summary>
    public IReadOnlyList<CheckedService> Services { get; }

    /// <summary>The services that are meant to run.</summary>
    public IEnumerable<CheckedService> Running => Services.Where(service => !service.IsOneShot);

    /// <summary>The running services of a kind.</summary>
    public IEnumerable<CheckedService> OfKind(ServiceKind kind) => Running.Where(service => service.Kind == kind);

    /// <summary>The only service that may publish ports; null where every service may, on 127.0.0.1.</summary>
    public string? OnlyPublisher { get; init; }

    /// <summary>The model with the GPU overlay on top; null where there is none to judge.</summary>
    public ComposeModel? WithGpu { get; init; }

    /// <summary>Why Compose refuses the GPU overlay; null where it does not.</summary>
    public string? GpuRefused { get; init; }

    /// <summary>Application images' Dockerfiles that no <c>build</c> names.</summary>
    public IReadOnlyList<Dockerfile> Dockerfiles { get; init; } = [];

    /// <summary>The names that the <c>.env.example</c> beside the file lists; null where there is none.</summary>
    public IReadOnlyList<string>? EnvExample { get; init; }

    /// <summary>Path of a committed <c>.env</c> beside the file; null where there is none.</summary>
    public string? CommittedEnv { get; init; }
}
