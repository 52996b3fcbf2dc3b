using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Rules.Dockerfiles;

namespace Archiv.Tests.Support.Rules;

/// <summary>A resolved compose file with everything beside it that the rules look at.</summary>
public sealed class CheckedModel
{
    private readonly Dictionary<string, CheckedService> byName;
    private readonly HashSet<string> variablePaths;
    private readonly Dictionary<ServiceKind, CheckedService> firstOfKind;

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
        variablePaths = variables.Where(variable => variable.Form != VariableForm.Alternative).Select(variable => variable.Path).ToHashSet(StringComparer.Ordinal);
        Awaited = OneShots.Awaited(compose);
        Dictionary<string, ServiceDockerfile> known = new(StringComparer.Ordinal);
        Services =
        [
            // What a program beside Compose provides has no container to judge.
            .. compose.Services.Values.Where(service => !service.Json.ContainsKey("provider")).Select(service => new CheckedService(
                service,
                roles?.TryGetValue(service.Name, out var role) == true ? role : ServiceKinds.Of(service.Text("image")),
                Awaited.Contains(service.Name) || OneShots.LooksLikeOne(service),
                Build(service, files[0], known))),
        ];
        byName = Services.ToDictionary(service => service.Name, StringComparer.Ordinal);
        firstOfKind = Running.DistinctBy(service => service.Kind).ToDictionary(service => service.Kind);
    }

    /// <summary>The resolved model.</summary>
    public ComposeModel Compose { get; }

    /// <summary>The files it comes from, absolute.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>The variables that they use.</summary>
    public IReadOnlyList<VariableUse> Variables { get; }

    /// <summary>Whether the value at that path is, or holds, a variable.</summary>
    public bool IsVariable(string path) => variablePaths.Contains(path);

    /// <summary>All services.</summary>
    public IReadOnlyList<CheckedService> Services { get; }

    /// <summary>Names of the services whose successful end another waits for.</summary>
    public IReadOnlySet<string> Awaited { get; }

    /// <summary>The service of that name; null where there is none.</summary>
    public CheckedService? Service(string name) => byName.GetValueOrDefault(name);

    /// <summary>The services that are meant to run.</summary>
    public IEnumerable<CheckedService> Running => Services.Where(service => !service.IsOneShot);

    /// <summary>The running services of a kind.</summary>
    public IEnumerable<CheckedService> OfKind(ServiceKind kind) => Running.Where(service => service.Kind == kind);

    /// <summary>The first of them.</summary>
    public CheckedService? FirstOfKind(ServiceKind kind) => firstOfKind.GetValueOrDefault(kind);

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

    /// <summary>A <c>.env</c> beside the file of which nobody can say whether it is committed, and why; null where that is known.</summary>
    public (string File, string Why)? UnseenEnv { get; init; }

    /// <summary>The model as it is without the GPU overlay among the files, and with it; null where none of them is one.</summary>
    public (CheckedModel Without, ComposeModel With)? GpuLayer { get; init; }

    // Many services may be built from one file.
    private static ServiceDockerfile Build(ComposeService service, string file, Dictionary<string, ServiceDockerfile> known)
    {
        var key = service.Json["build"]?.ToJsonString();
        if (key is null || !known.TryGetValue(key, out var build))
        {
            build = ServiceDockerfile.Of(service, file);
            known.TryAdd(key ?? "", build);
        }

        return build;
    }
}
