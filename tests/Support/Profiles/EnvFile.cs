namespace Archiv.Tests.Support.Profiles;

/// <summary>Files of lines <c>KEY=VALUE</c> with <c>#</c> comments, as Compose reads with <c>--env-file</c>.</summary>
public static class EnvFile
{
    /// <summary>The settings of the file; of a key that stands there twice, the last value counts.</summary>
    public static Dictionary<string, string> Read(string file) => File.ReadLines(file)
        .Select(line => line.Trim())
        .Where(line => line.Length > 0 && line[0] != '#' && line.Contains('=', StringComparison.Ordinal))
        .Select(line => line.Split('=', 2))
        .GroupBy(pair => pair[0], StringComparer.Ordinal)
        .ToDictionary(pairs => pairs.Key, pairs => pairs.Last()[1], StringComparer.Ordinal);

    /// <summary>The names that the file sets or, behind a <c>#</c>, offers.</summary>
    public static IReadOnlyList<string> Names(string file) => NamesIn(File.ReadLines(file));

    /// <summary>The names that the lines of such a file set or offer.</summary>
    public static IReadOnlyList<string> NamesIn(IEnumerable<string> lines) =>
    [
        .. lines.Select(line => line.TrimStart('#')).Where(line => line.Contains('=', StringComparison.Ordinal))
            .Select(line => line.Split('=')[0]).Where(name => name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')),
    ];
}
