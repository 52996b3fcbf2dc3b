using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Archiv.Tests.Support.Rules.Checklist;

/// <summary>H15. Its messages name keys, never values.</summary>
internal sealed partial class KeepsSecretsInFiles() : Rule(
    "H15",
    "secrets come as files, never as environment values",
    "Environment values show in docker inspect, in every child process and in crash reports.",
    new("""
        services:
          db:
            image: postgres:17.6-alpine3.22
            environment:
              POSTGRES_PASSWORD: ${DB_PASSWORD:?set DB_PASSWORD}
        """),
    new("""
        services:
          db:
            image: postgres:17.6-alpine3.22
            environment:
              POSTGRES_PASSWORD_FILE: /run/secrets/db_password
            secrets: [db_password]
        secrets:
          db_password:
            file: ./secrets/db_password
        """))
{
    private const string Below = "# give it as a file below /run/secrets";

    private static readonly string[] Started = ["command", "entrypoint"];

    /// <inheritdoc />
    public override IEnumerable<RuleFinding> Judge(CheckedModel model) =>
    [
        .. model.Services.SelectMany(service => Judge(service, model)),
        .. model.Services.Where(service => service.Dockerfile is not null).DistinctBy(service => service.Dockerfile)
            .SelectMany(service => BuiltSecrets.In(service.Dockerfile!, service.Name, service.At("build"))),
        .. model.Dockerfiles.SelectMany(dockerfile => BuiltSecrets.In(dockerfile, null, "")),
        .. (model.Compose.Root["secrets"] as JsonObject ?? []).Where(secret => secret.Value?["environment"] is not null).Select(secret => new RuleFinding(
            null, $"secrets.{secret.Key}.environment", $"the secret {secret.Key} is taken from the environment of whoever deploys", $"secrets:\n  {secret.Key}:\n    file: ./secrets/{secret.Key}", Severity.Note)),
    ];

    private static IEnumerable<RuleFinding> Judge(CheckedService service, CheckedModel model) =>
        [.. Environment(service, model), .. Arguments(service), .. Labels(service), .. Commands(service)];

    private static IEnumerable<RuleFinding> Environment(CheckedService service, CheckedModel model)
    {
        foreach (var (key, value) in service.Compose.Json["environment"] as JsonObject ?? [])
        {
            var text = value?.ToString();
            if (SecretNames.Is(key) && (!IsHarmless(text) || model.IsVariable(service.At("environment", key))))
            {
                yield return service.Found(service.At("environment", key), $"{key} is a secret in the environment", AsFile(key));
            }
            else if (text is not null && SecretValues.In(text) is { } what)
            {
                yield return service.Found(service.At("environment", key), $"{key} carries {what}", what == "a password in its URL" ? "# leave the password out of the URL and give it as a file" : Below);
            }
        }
    }

    // Only names in capitals follow the habit of …_FILE.
    private static string AsFile(string key) => key.Any(c => c == '.' || char.IsAsciiLetterLower(c))
        ? Below
        : $"environment:\n  {key}_FILE: /run/secrets/{key.ToLowerInvariant()}\nsecrets: [{key.ToLowerInvariant()}]";

    private static IEnumerable<RuleFinding> Arguments(CheckedService service) =>
        from argument in service.Compose.Json["build"]?["args"] as JsonObject ?? []
        let text = argument.Value?.ToString()
        where (SecretNames.Is(argument.Key) && !IsHarmless(text)) || (text is not null && SecretValues.In(text) is not null)
        select service.Found(
            service.At("build", "args", argument.Key), $"{argument.Key} is a secret among the build arguments, which stay in the image's history", "build:\n  secrets: [" + argument.Key.ToLowerInvariant() + "]");

    private static IEnumerable<RuleFinding> Labels(CheckedService service) =>
        from label in service.Compose.Json["labels"] as JsonObject ?? []
        let text = label.Value?.ToString() ?? ""
        where (SecretNames.Is(label.Key) && !IsHarmless(text)) || SecretValues.In(text) is not null
        select service.Found(service.At("labels", label.Key), $"the label {label.Key} carries a secret, which docker inspect shows", "# a file of the service that reads the label, instead");

    private static IEnumerable<RuleFinding> Commands(CheckedService service)
    {
        foreach (var key in Started.Where(key => SecretValues.InCommand(service.Compose.List(key))))
        {
            yield return service.Found(service.At(key), $"its {key} carries a secret, which every list of processes shows", "# read it from /run/secrets/… instead");
        }

        if (SecretValues.InCommand(service.Compose.List("healthcheck", "test")))
        {
            yield return service.Found(service.At("healthcheck", "test"), "its probe carries a secret, which docker inspect and every list of processes show", "# read it from /run/secrets/… in the probe, or ask what needs none");
        }
    }

    // Without a value Compose passes the variable of whoever deploys; an empty one is none.
    internal static bool IsHarmless(string? value) => value is not null && (value.Length == 0 || Switch().IsMatch(value) || value.StartsWith("/run/secrets/", StringComparison.Ordinal));

    [GeneratedRegex(@"^(true|false|yes|no|on|off|none|0|1)$", RegexOptions.IgnoreCase)]
    private static partial Regex Switch();
}
