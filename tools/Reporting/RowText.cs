using Archiv.Tests.Support.Guarantees;

namespace Archiv.Tests.Tools.Reporting;

/// <summary>What every rendering says of a row that does not hold.</summary>
internal static class RowText
{
    /// <summary>The promise, and what of the row was looked at where that was not all of it.</summary>
    public static string Promise(RowResult row) => row.Kinds.Count < Catalogue.Row(row.Id).Kinds.Count
        ? $"{row.Promise} (only {string.Join(", ", row.Kinds).ToLowerInvariant()} was asked for)"
        : row.Promise;

    /// <summary>Label and text of each thing known, in the order of reading.</summary>
    public static IEnumerable<(string Label, string Text)> Details(RowResult row)
    {
        (string Label, string? Text)[] all =
        [
            ("why", row.Reason),
            ("expected", row.Expected),
            ("seen", row.Seen),
            ("container", row.Container),
            ("at", row.At?.ToString("HH:mm:ss 'UTC'", System.Globalization.CultureInfo.InvariantCulture)),
            ("log", row.Log),
            ("evidence", row.Evidence.Count > 0 ? string.Join(", ", row.Evidence) : null),
        ];
        return all.Where(detail => detail.Text is { Length: > 0 }).Select(detail => (detail.Label, detail.Text!));
    }
}
