using Archiv.Tests.Tools.Reporting;

namespace Archiv.Tests.Tools.Mutants;

/// <summary>The report's line of a broken row: it must say what was expected and seen, where and when, and lead to what was logged then.</summary>
internal static class RedLine
{
    /// <summary>What the line of a broken row leaves unsaid, in words; empty where it explains itself.</summary>
    /// <param name="row">The row.</param>
    /// <param name="directory">The run's directory, to which its links are relative.</param>
    public static IEnumerable<string> Lacks(RowResult row, string directory)
    {
        (string What, bool Said)[] parts =
        [
            ("expected", row.Expected is { Length: > 0 }),
            ("seen", row.Seen is { Length: > 0 }),
            ("container", row.Container is { Length: > 0 }),
            ("time", row.At is not null),
            ("a link that leads somewhere", LeadsSomewhere(row.Log ?? (row.Evidence.Count > 0 ? row.Evidence[0] : null), directory)),
        ];
        return parts.Where(part => !part.Said).Select(part => part.What);
    }

    private static bool LeadsSomewhere(string? link, string directory)
    {
        var target = Path.Combine(directory, link ?? "nowhere");
        return new FileInfo(target) is { Exists: true, Length: > 0 } || (Directory.Exists(target) && Directory.EnumerateFiles(target).Any());
    }
}
