using System.Text.RegularExpressions;
using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Rules.Dockerfiles;

namespace Archiv.Tests.Support.Rules.Checklist;

/// <summary>Secrets that a Dockerfile writes into the image, or into its history (H15).</summary>
internal static partial class BuiltSecrets
{
    /// <summary>What of its <c>ENV</c> and <c>ARG</c> is one, in any stage.</summary>
    /// <param name="dockerfile">The Dockerfile.</param>
    /// <param name="service">The service that is built from it; null where none is.</param>
    /// <param name="path">Where that service says so.</param>
    public static IEnumerable<RuleFinding> In(Dockerfile dockerfile, string? service, string path) =>
        from instruction in dockerfile.Stages.SelectMany(stage => stage.Instructions)
        where instruction.Name is "ENV" or "ARG"
        from setting in Settings(instruction)
        let what = SecretNames.Is(setting.Key)
            ? KeepsSecretsInFiles.IsHarmless(setting.Value) ? null : "a secret"
            : SecretValues.In(setting.Value ?? "") is { } carried ? $"which carries {carried}" : null
        where what is not null
        select new RuleFinding(
            service, path, instruction.Name == "ENV"
                ? $"its Dockerfile writes {setting.Key}, {what}, into the image"
                : $"its Dockerfile takes {setting.Key}, {what}, as a build argument, which stays in the image's history",
            $"RUN --mount=type=secret,id={setting.Key.ToLowerInvariant()} …", At: dockerfile.IsInline ? null : new SourcePlace(dockerfile.File, instruction.Line, 1));

    // NAME=value as often as one likes; NAME alone, or with its value behind a blank.
    private static IEnumerable<(string Key, string? Value)> Settings(Instruction instruction)
    {
        var words = instruction.Arguments.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries);
        return words is [var first, ..] && !first.Contains('=', StringComparison.Ordinal)
            ? [(first, words.Length > 1 ? words[1].Trim() : null)]
            : Setting().Matches(instruction.Arguments).Select(match => (match.Groups["key"].Value, (string?)match.Groups["value"].Value.Trim('"', '\'')));
    }

    [GeneratedRegex("""(?<!\S)(?<key>[\w.-]+)=(?<value>"[^"]*"|'[^']*'|\S*)""")]
    private static partial Regex Setting();
}
