using System.Text;
using Archiv.Tests.Support;
using Archiv.Tests.Support.Rules;

namespace Archiv.Tests.Self.Checks;

/// <summary>docs/checks.md, made of the rules themselves.</summary>
internal static class ChecksPage
{
    private const string Head = """
        # What `scripts/check` looks for

        Made from the rules by `UPDATE_DOCS=1 dotnet test tests/Self --filter ChecksPageTests`; a self-test compares. Edit the rules, not this page.

        ```
        scripts/check docker-compose.yml                        # exit code 0: no finding, 1: findings, 3: wrong use or unreadable
        scripts/check docker-compose.yml --format sarif > check.sarif
        ```

        It reads files as Compose does (several files, `extends`, `include`, anchors, profiles, variables) and needs neither engine nor Docker nor network.
        Services of all profiles are judged, or of those that COMPOSE_PROFILES names. Values come from `--env FILE`, which has to hold all that the file demands, else from `.env.example`
        beside the file; without `--env`, a variable that has neither value nor default stays symbolic, and only its presence is judged. What a service is for is told by its image; one-shot services by who waits for them,
        or by `restart: "no"` without port and healthcheck. Those need no healthcheck.
        Notes (an image without digest, a limit outside the usual) change no exit code.

        A file counts to 8 MB, all files of a model to 32 MB, a Dockerfile to 256 KB; what a file names must be a regular file, while the checked file itself may come from `<(…)` or `/dev/stdin`.
        Of several files, one behind the first that reserves a GPU is judged as a GPU overlay (H17), too.
        Keys of the current Compose specification are read also where an older Compose refuses them; a service with `provider` has no container and is not judged.

        A shell in an application's image (H16) is a note of the live row and breaks nothing. The guide's base images all have one, a compose file cannot take it out, and what needs it
        is not only in the file: whoever looks into a running container, as the live rows do, starts it. So nobody could honour a finding, and the report only says who needs the shell.

        A rule is silenced with a reason, for one service or, at the top of the file, for all (of an included file, for all that it brings in); the report lists it:

        ```yaml
        services:
          db:
            x-archiv-ignore:
              H7: its extension unpacks itself at the start
        ```

        `--format json` is [published](check.schema.json). Each id is that of the row of the catalogue that `scripts/verify` judges on the Archiv stack.
        """;

    /// <summary>The page.</summary>
    public static string Write()
    {
        var page = new StringBuilder(Head.TrimEnd()).Append("\n\n| rule | a file has to say |\n|---|---|\n");
        foreach (var rule in RuleBook.All)
        {
            page.Append($"| [{rule.Id}](#{rule.Id.ToLowerInvariant().Replace(".", "", StringComparison.Ordinal)}) | {rule.Title} |\n");
        }

        foreach (var rule in RuleBook.All)
        {
            page.Append($"\n## {rule.Id}\n{Capital(rule.Title)}. {rule.Why}\n\nBad:\n{Fenced(rule.Bad)}\nGood:\n{Fenced(rule.Good)}");
        }

        return page.Append('\n').Append(File.ReadAllText(Path.Combine(Repository.Root, "tests", "Self", "Checks", "dclint.md"))).ToString();
    }

    private static string Capital(string title) => char.ToUpperInvariant(title[0]) + title[1..];

    private static string Fenced(RuleSample sample) =>
        $"```yaml\n{sample.Compose.TrimEnd()}\n{(sample.EnvExample is { } example ? $"# .env.example beside it\n# {example.TrimEnd().ReplaceLineEndings("\n# ")}\n" : "")}```\n";
}
