using System.Text.RegularExpressions;

namespace Archiv.Tests.Support.Compose;

/// <summary>The variables for which compose files have no default: <c>$A</c>, <c>${A}</c>, <c>${A?…}</c>, <c>${A:?…}</c>.</summary>
public static partial class RequiredVariables
{
    /// <summary>Their names in the text of files, each once; lines that are comments do not count.</summary>
    public static IReadOnlyList<string> In(IEnumerable<string> texts) =>
    [
        .. texts.SelectMany(text => text.Split('\n')).Where(line => !line.TrimStart().StartsWith('#'))
            .SelectMany(line => Variable().Matches(line.Replace("$$", "", StringComparison.Ordinal)))
            .Select(match => match.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal),
    ];

    [GeneratedRegex(@"\$(\{(?<name>[A-Za-z_]\w*)(\}|:?\?)|(?<name>[A-Za-z_]\w*))")]
    private static partial Regex Variable();
}
