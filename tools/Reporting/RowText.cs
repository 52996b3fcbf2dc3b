using Archiv.Tests.Support.Guarantees;

namespace Archiv.Tests.Tools.Reporting;

/// <summary>What every rendering says of a row that does not hold.</summary>
internal static class RowText
{
    private const int LongestSentence = 260;

    /// <summary>The promise, and what of the row was looked at where that was not all of it.</summary>
    public static string Promise(RowResult row) => Partly(row)
        ? $"{row.Promise} (only {string.Join(", ", row.Kinds).ToLowerInvariant()} was asked for)"
        : row.Promise;

    /// <summary>True when not all kinds of observation were asked for; a row that this catalogue does not know is whole.</summary>
    public static bool Partly(RowResult row) => Catalogue.Rows.FirstOrDefault(known => known.Id == row.Id) is { } known && row.Kinds.Count < known.Kinds.Count;

    /// <summary>A reason in one sentence: its first line, cut where it is too long for a list.</summary>
    public static string Sentence(string reason)
    {
        var line = reason.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "";
        return line.Length > LongestSentence ? line[..LongestSentence] + "…" : line;
    }

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
