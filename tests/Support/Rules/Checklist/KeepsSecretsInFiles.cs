using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Archiv.Tests.Support.Compose;

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
    /// <inheritdoc />
    public override IEnumerable<RuleFinding> Judge(CheckedModel model) =>
    [
        .. model.Services.SelectMany(service => Judge(service, model)),
        .. (model.Compose.Root["secrets"] as JsonObject ?? []).Where(secret => secret.Value?["environment"] is not null).Select(secret => new RuleFinding(
            null, $"secrets.{secret.Key}.environment", $"the secret {secret.Key} is taken from the environment of whoever deploys", $"secrets:\n  {secret.Key}:\n    file: ./secrets/{secret.Key}", Severity.Note)),
    ];

    private static IEnumerable<RuleFinding> Judge(CheckedService service, CheckedModel model)
    {
        foreach (var (key, value) in service.Compose.Json["environment"] as JsonObject ?? [])
        {
            var text = value?.ToString();
            if (Name().IsMatch(key) && (!IsHarmless(text) || IsVariable(service.At("environment", key), model)))
            {
                yield return service.Found(service.At("environment", key), $"{key} is a secret in the environment", $"environment:\n  {key}_FILE: /run/secrets/{key.ToLowerInvariant()}\nsecrets: [{key.ToLowerInvariant()}]");
            }
            else if (text is not null && Url().IsMatch(text))
            {
                yield return service.Found(service.At("environment", key), $"{key} carries a password in its URL", "# leave the password out of the URL and give it as a file");
            }
        }

        foreach (var (key, value) in service.Compose.Json["build"]?["args"] as JsonObject ?? [])
        {
            if (Name().IsMatch(key) && !IsHarmless(value?.ToString()))
            {
                yield return service.Found(service.At("build", "args", key), $"{key} is a secret among the build arguments, which stay in the image's history", "build:\n  secrets: [" + key.ToLowerInvariant() + "]");
            }
        }

        foreach (var key in new[] { "command", "entrypoint" })
        {
            if (Option().IsMatch(string.Join(' ', service.Compose.List(key))))
            {
                yield return service.Found(service.At(key), $"its {key} carries a secret, which every list of processes shows", "# read it from /run/secrets/… instead");
            }
        }
    }

    // Without a value Compose passes the variable of whoever deploys; an empty one is none.
    private static bool IsHarmless(string? value) => value is not null && (value.Length == 0 || Switch().IsMatch(value) || value.StartsWith("/run/secrets/", StringComparison.Ordinal));

    // One that is empty today, because the example leaves it so, holds the secret tomorrow.
    private static bool IsVariable(string path, CheckedModel model) => model.Variables.Any(variable => variable.Path == path && variable.Form != VariableForm.Alternative);

    [GeneratedRegex(@"(^|_)(PASSWORD|PASSWD|PASS|PWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|(SECRET|PRIVATE|ACCESS|ENCRYPTION|SIGNING|MASTER)_?KEY|CREDENTIALS?)$", RegexOptions.IgnoreCase)]
    private static partial Regex Name();

    [GeneratedRegex(@"^(true|false|yes|no|on|off|none)$", RegexOptions.IgnoreCase)]
    private static partial Regex Switch();

    [GeneratedRegex(@"://[^/@\s:]*:[^/@\s]+@")]
    private static partial Regex Url();

    [GeneratedRegex(@"--?(password|passwd|requirepass|secret|token|api-?key)[ =](?!/run/secrets/|\$\(|""?\$\(|\$[A-Z])\S", RegexOptions.IgnoreCase)]
    private static partial Regex Option();
}
