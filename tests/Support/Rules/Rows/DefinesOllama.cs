using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Profiles;

namespace Archiv.Tests.Support.Rules.Rows;

/// <summary>A1.1: the artefact itself has the model server, its init and one named volume that both mount at the model store.</summary>
internal static class DefinesOllama
{
    private const string Store = "/root/.ollama";

    public static IEnumerable<StaticFinding> Judge(ComposeModel model, Profile profile)
    {
        string[] roles = [profile.Ollama, profile.Init];
        foreach (var name in roles)
        {
            var defined = model.Services.ContainsKey(name);
            yield return new(
                defined,
                $"a service '{name}' in the production file",
                defined ? $"'{name}' is defined" : $"only {string.Join(", ", model.Services.Keys.Order())} are defined",
                name);
        }

        var sources = roles.Where(model.Services.ContainsKey).Select(name => StoreOf(model.Services[name])).ToList();
        var shared = sources.Count == 2 && sources[0] is { } source && sources[0] == sources[1] && model.Volumes.Contains(source);
        yield return new(
            shared,
            $"one declared volume that both mount at {Store}",
            shared ? $"both mount volume '{sources[0]}' at {Store}" : $"they mount {string.Join(" and ", sources.Select(s => s ?? "nothing"))} there, declared: {string.Join(", ", model.Volumes)}",
            profile.Ollama);
    }

    private static string? StoreOf(ComposeService service) => service.Volumes
        .Where(volume => volume["type"]?.ToString() == "volume" && volume["target"]?.ToString() == Store)
        .Select(volume => volume["source"]?.ToString()).FirstOrDefault();
}
