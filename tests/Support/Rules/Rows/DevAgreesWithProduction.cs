using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Profiles;

namespace Archiv.Tests.Support.Rules.Rows;

/// <summary>A2.11: what was tried in development is what runs in production: init recipe, healthcheck and pin are the same in both files.</summary>
internal static class DevAgreesWithProduction
{
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
            ("the healthcheck", profile.Ollama, service => $"{string.Join(' ', service.List("healthcheck", "test"))}, start period {service.Text("healthcheck", "start_period")}"),
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

    private static string Recipe(ComposeService init) => string.Join(' ', [.. init.List("entrypoint"), .. init.List("command"), init.Environment.GetValueOrDefault("MODEL", "")]);
}
