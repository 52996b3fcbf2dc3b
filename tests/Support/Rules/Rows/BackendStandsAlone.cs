using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Profiles;

namespace Archiv.Tests.Support.Rules.Rows;

/// <summary>A1.2: no way through the dependency graph leads from the backend to the model server or its init.</summary>
internal static class BackendStandsAlone
{
    public static IEnumerable<StaticFinding> Judge(ComposeModel model, Profile profile)
    {
        var path = PathTo([profile.Ollama, profile.Init], profile.Backend, model, []);
        yield return new(
            path is null && model.Services.ContainsKey(profile.Backend),
            $"'{profile.Backend}' to depend neither on '{profile.Ollama}' nor on '{profile.Init}', also not through another service",
            path ?? (model.Services.ContainsKey(profile.Backend) ? "it depends on neither" : $"there is no service '{profile.Backend}'"),
            profile.Backend);
    }

    private static string? PathTo(string[] forbidden, string from, ComposeModel model, HashSet<string> seen)
    {
        if (!seen.Add(from) || !model.Services.TryGetValue(from, out var service))
        {
            return null;
        }

        foreach (var (next, how) in service.DependsOn)
        {
            var rest = forbidden.Contains(next) ? $"'{next}'" : PathTo(forbidden, next, model, seen);
            if (rest is not null)
            {
                return $"'{from}' needs ({how}) {rest}";
            }
        }

        return null;
    }
}
