using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Tools.Reporting;

namespace Archiv.Tests.Tools.Mutants;

/// <summary>Mutants by rows: what each turned red.</summary>
internal static class KillMatrix
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>What the signs mean.</summary>
    public const string Legend = "X: broken, as it must be. x: broken too. !: should be broken and is not. ?: not judged to an end. ·: holds.";

    /// <summary>The matrix for programs.</summary>
    /// <param name="results">The mutants.</param>
    /// <param name="commit">Commit of this repository; null outside a checkout.</param>
    public static string Json(IReadOnlyList<MutantResult> results, string? commit) => JsonSerializer.Serialize(
        new
        {
            version = "1.1",
            commit,
            killed = results.Count(result => result.Fate == Fate.Killed),
            survived = results.Count(result => result.Fate == Fate.Survived),
            spilled = results.Count(result => result.Fate == Fate.Spilled),
            unexplained = results.Count(result => result.Fate == Fate.Unexplained),
            undecided = results.Count(result => result.Fate == Fate.Undecided),
            mutants = results.Select(result => new
            {
                result.Mutant.Id,
                result.Fate,
                result.Mutant.Breaks,
                result.AlsoBroken,
                result.Mutant.MayBreak,
                result.Unsaid,
                result.Mutant.Story,
                Seconds = Math.Round(result.Seconds, 1),
                rows = result.Rows.ToDictionary(row => row.Id, row => new { row.Status, row.Reason }),
            }),
        },
        Options) + "\n";

    /// <summary>The rows that were judged on any mutant, in the order of the catalogue.</summary>
    public static IReadOnlyList<string> Rows(IReadOnlyList<MutantResult> results)
    {
        var judged = results.SelectMany(result => result.Rows).Select(row => row.Id).ToHashSet();
        return [.. Catalogue.Rows.Select(row => row.Id).Where(judged.Contains)];
    }

    /// <summary>The matrix for people: X where a mutant broke a row it must break, x where it broke another, ! where it should have and did not.</summary>
    public static string Markdown(IReadOnlyList<MutantResult> results)
    {
        var rows = Rows(results);
        var text = new StringBuilder().AppendLine("# Kill matrix").AppendLine();
        text.AppendLine(Legend).AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"| mutant | fate | {string.Join(" | ", rows)} |");
        text.AppendLine(CultureInfo.InvariantCulture, $"|---|---|{string.Concat(rows.Select(_ => "---|"))}");
        foreach (var result in results)
        {
            var cells = rows.Select(row => Cell(result, row));
            text.AppendLine(CultureInfo.InvariantCulture, $"| {result.Mutant.Id} | {result.Fate.ToString().ToLowerInvariant()} | {string.Join(" | ", cells)} |");
        }

        return text.ToString();
    }

    /// <summary>The sign of one row on one mutant.</summary>
    public static string Cell(MutantResult result, string row) => (result.StatusOf(row), result.Mutant.Rows.Contains(row)) switch
    {
        (RowStatus.Broken, true) => "X",
        (RowStatus.Broken, false) => "x",
        (RowStatus.Held, true) => "!",
        (RowStatus.Held, false) => "·",
        (null, false) => " ",
        _ => "?",
    };
}
