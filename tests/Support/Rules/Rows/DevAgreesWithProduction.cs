using System.Text.Json.Nodes;
using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Profiles;

namespace Archiv.Tests.Support.Rules.Rows;

/// <summary>A2.11: what was tried in development is what runs in production: init recipe, healthcheck and pin are the same in both files.</summary>
internal static class DevAgreesWithProduction
{
    // The engine's own.
    private static readonly (string Key, string Value)[] Defaults = [("interval", "30s"), ("timeout", "30s"), ("retries", "3"), ("start_period", "0s")];

    public static IEnumerable<StaticFinding> Judge(ComposeModel model, Profile profile)
    {
        var file = Path.Combine(Path.GetDirectoryName(profile.ComposeFile)!, profile.Settings.GetValueOrDefault("DEV_COMPOSE_FILE", ""));
        if (!File.Exists(file))
        {
            yield return new(true, "a dev file to compare with", "there is no dev file: DEV_COMPOSE_FILE of the profile names none beside the production file", Applies: false);
            yield break;
        }

        var development = ComposeCli.Resolve([file], profile.Settings);
        foreach (var (what, service, read) in new (string, string, Func<ComposeService, string>)[]
        {
            ("the init recipe", profile.Init, Recipe),
            ("the healthcheck", profile.Ollama, Healthcheck),
            ("OLLAMA_KEEP_ALIVE", profile.Ollama, service => service.Environment.GetValueOrDefault("OLLAMA_KEEP_ALIVE", "unset")),
            ("the image", profile.Ollama, service => service.Text("image") ?? "none"),
        })
        {
            var (production, here) = (Of(model, service, read), Of(development, service, read));
            yield return new(
                production == here,
                $"{what} of '{service}' in {Path.GetFileName(file)} to be that of production: {production}",
                production == here ? $"{what} of '{service}' is the same in both files" : $"it is: {here}",
                service);
        }
    }

    private static string Of(ComposeModel model, string service, Func<ComposeService, string> read) =>
        model.Services.TryGetValue(service, out var found) ? read(found) : "there is no such service";

    // All of it: a probe every ten minutes, or one that may fail a hundred times, is another probe. What stands for a default counts as written.
    private static string Healthcheck(ComposeService service)
    {
        if (service.Json["healthcheck"] is not JsonObject written)
        {
            return "none";
        }

        var all = Defaults.Concat(written.Where(entry => entry.Value is not null).Select(entry => (entry.Key, Value: string.Join(' ', service.List("healthcheck", entry.Key)))))
            .GroupBy(entry => entry.Key).OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key} {entry.Last().Value}");
        return string.Join(", ", all);
    }

    private static string Recipe(ComposeService init) => string.Join(' ', [.. init.List("entrypoint"), .. init.List("command"), init.Environment.GetValueOrDefault("MODEL", "")]);
}
