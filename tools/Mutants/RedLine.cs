using Archiv.Tests.Support.Evidence;
using Archiv.Tests.Support.Guarantees;
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
        var deciding = row.Observations.FirstOrDefault(observation => observation.At == row.At);
        // A rule's title may be the promise itself; a test that noted nothing must not be able to borrow it.
        var borrowed = deciding?.Kind != Kind.Static && row.Expected == row.Promise;
        (string What, bool Said)[] parts =
        [
            ("expected", row.Expected is { Length: > 0 } && !borrowed),
            ("seen", row.Seen is { Length: > 0 } && row.Seen != deciding?.Reason),
            ("container", row.Container is { Length: > 0 }),
            ("time", deciding is not null && deciding.At >= deciding.StartedAt),
            ("a link that leads there", LeadsThere(row, deciding, directory)),
        ];
        return parts.Where(part => !part.Said).Select(part => part.What);
    }

    // A row that was judged without a container has no log: there the files that were read are what the line leads to.
    private static bool LeadsThere(RowResult row, Observation? deciding, string directory) =>
        row is { Log: { } log, At: { } at } ? ContainerLog.Shows(Path.Combine(directory, log), row.Container, deciding?.StartedAt ?? at, at)
        : deciding?.Kind == Kind.Static && row.Evidence.Any(folder => Names(Path.Combine(directory, folder), row.Container));

    private static bool Names(string folder, string? service) =>
        service is { Length: > 0 } && Directory.Exists(folder) && Directory.EnumerateFiles(folder).Any(file => Path.GetFileName(file) == service || File.ReadAllText(file).Contains(service, StringComparison.Ordinal));
}
