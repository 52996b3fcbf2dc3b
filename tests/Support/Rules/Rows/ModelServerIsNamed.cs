using System.Text.RegularExpressions;
using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Profiles;

namespace Archiv.Tests.Support.Rules.Rows;

/// <summary>A1.5: the backend's model URL names a service, port and network of this file; backend and init name the same model.</summary>
internal static partial class ModelServerIsNamed
{
    private const int DefaultPort = 11434;

    public static IEnumerable<StaticFinding> Judge(ComposeModel model, Profile profile)
    {
        if (!model.Services.TryGetValue(profile.Backend, out var backend)
            || !model.Services.TryGetValue(profile.Ollama, out var ollama)
            || !model.Services.TryGetValue(profile.Init, out var init))
        {
            yield return new(false, $"services '{profile.Backend}', '{profile.Ollama}' and '{profile.Init}'", "one of them is missing", profile.Backend);
            yield break;
        }

        yield return Url(backend, ollama);
        yield return Model(backend, profile);
        yield return Model(init, profile);
    }

    private static StaticFinding Url(ComposeService backend, ComposeService ollama)
    {
        var port = ollama.Environment.GetValueOrDefault("OLLAMA_HOST")?.Split(':').Last() is { } text && int.TryParse(text, out var own) ? own : DefaultPort;
        var names = backend.Networks.Intersect(ollama.Networks).SelectMany(ollama.NamesOn).Distinct().ToList();
        var urls = backend.Environment
            .Where(setting => setting.Key.Contains("OLLAMA", StringComparison.OrdinalIgnoreCase))
            .Where(setting => Uri.TryCreate(setting.Value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
            .ToList();
        var right = urls.Count > 0 && urls.All(setting => new Uri(setting.Value) is var uri && names.Contains(uri.Host) && uri.Port == port);
        return new(
            right,
            $"the backend's model URL to name http://{ollama.Name}:{port} on a network that both join ({string.Join(", ", backend.Networks.Intersect(ollama.Networks).DefaultIfEmpty("none"))})",
            urls.Count == 0 ? "no setting of the backend names a model URL" : string.Join(", ", urls.Select(setting => $"{setting.Key}={setting.Value}")),
            backend.Name);
    }

    // Every variable that names a model names this one, and so does what a shell is told to pull.
    private static StaticFinding Model(ComposeService service, Profile profile)
    {
        var named = service.Environment
            .Where(setting => setting.Key.EndsWith("MODEL", StringComparison.OrdinalIgnoreCase))
            .Select(setting => setting.Value)
            .Concat(Pull().Matches(string.Join('\n', [.. service.List("entrypoint"), .. service.List("command")])).Select(pull => pull.Groups["model"].Value))
            .Where(name => name.Length > 0)
            .Distinct().ToList();
        return new(
            named.Count > 0 && named.All(name => name == profile.Model),
            $"'{service.Name}' to name the model {profile.Model} and no other",
            named.Count == 0 ? $"'{service.Name}' names no model" : $"'{service.Name}' names {string.Join(", ", named)}",
            service.Name);
    }

    // A variable in it is the environment's matter.
    [GeneratedRegex("""ollama pull ["']?(?<model>[^\s"'$]+)""")]
    private static partial Regex Pull();
}
