using System.Text.Json;

namespace Archiv.Tests.Support.Rules.Dockerfiles;

/// <summary>The commands of a <c>RUN</c>, each as its words: one look at each character, since a pattern over the whole line may look at each more often than it has.</summary>
public static class RunCommands
{
    private static readonly char[] Ends = [';', '&', '|', '(', ')', '\n'];
    private static readonly char[] Quotes = ['"', '\''];

    /// <summary>The commands of the shell form, or of the exec form also where it begins with a shell.</summary>
    public static IReadOnlyList<string[]> Of(string arguments)
    {
        var list = arguments.IndexOf('[', StringComparison.Ordinal);
        return list >= 0 && arguments[..list].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).All(IsFlag) && Exec(arguments[list..]) is { Length: > 0 } exec
            ? exec is [var shell, "-c" or "-ec" or "-exc", var script, ..] && Path.GetFileName(shell) is "sh" or "bash" or "ash" ? Shell(script) : [exec]
            : Shell(arguments);
    }

    // Of RUN itself: --mount=…, --network=….
    private static bool IsFlag(string word) => word.StartsWith("--", StringComparison.Ordinal);

    private static string[][] Shell(string script) => [.. script.Split(Ends, StringSplitOptions.RemoveEmptyEntries).Select(Words).Where(words => words.Length > 0)];

    private static string[] Words(string text) => [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim(Quotes)).Where(word => word.Length > 0)];

    private static string[]? Exec(string json)
    {
        try
        {
            using var list = JsonDocument.Parse(json);
            return [.. list.RootElement.EnumerateArray().Select(word => word.GetString() ?? "")];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // Docker takes it for the shell form, too.
            return null;
        }
    }
}
