using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Profiles;

namespace Archiv.Tests.Support.Rules.Rows;

/// <summary>A2.11: what was tried in development is what runs in production: init, healthcheck and pin are the same in both files.</summary>
internal static class DevAgreesWithProduction
{
    // The engine's own.
    private static readonly (string Key, string Value)[] Defaults = [("interval", "30s"), ("timeout", "30s"), ("retries", "3"), ("start_period", "0s")];

    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

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
            ("the image", profile.Init, Image),
            ("the environment", profile.Init, Settings),
            ("the entrypoint", profile.Init, service => Arguments(service, "entrypoint")),
            ("the command", profile.Init, service => Arguments(service, "command")),
            ("the model store", profile.Init, Store),
            ("the healthcheck", profile.Ollama, Healthcheck),
            ("OLLAMA_KEEP_ALIVE", profile.Ollama, service => service.Environment.GetValueOrDefault("OLLAMA_KEEP_ALIVE", "unset")),
            ("the image", profile.Ollama, Image),
            ("the model store", profile.Ollama, Store),
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

    private static string Image(ComposeService service) => service.Text("image") ?? "none";

    private static string Settings(ComposeService service) =>
        Listed(service.Environment.Select(entry => $"{entry.Key}={entry.Value}"), ", ");

    // Where one argument ends counts, and whether the image's own are kept or taken away by an empty list.
    private static string Arguments(ComposeService service, string key) => service.Json[key]?.ToJsonString(AsWritten) ?? "the image's own";

    private static string Store(ComposeService service) => Listed(ModelStore.MountsOf(service).Select(Mount), "; ");

    private static string Mount(JsonObject mount) => string.Join(
        ", ", mount.Where(entry => entry.Value is not JsonObject { Count: 0 }).Select(entry => $"{entry.Key} {(entry.Value is JsonValue ? entry.Value.ToString() : entry.Value?.ToJsonString())}"));

    private static string Listed(IEnumerable<string> entries, string between) =>
        string.Join(between, entries.Order(StringComparer.Ordinal)) is { Length: > 0 } all ? all : "none";
}
