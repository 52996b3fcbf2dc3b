using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Archiv.Tests.Tools.Reporting;

/// <summary>The fullest kill matrix that lay beside the run: which mutant turned which row red.</summary>
/// <param name="Run">Name of its folder below artifacts/mutants; begins with its time.</param>
/// <param name="Commit">Commit of this repository then; null where the run did not say.</param>
/// <param name="Killed">Mutants that turned red what they must.</param>
/// <param name="Survived">Mutants that did not, or whose redness is not explained.</param>
/// <param name="Undecided">Mutants that could not be judged to an end.</param>
/// <param name="Rows">The columns.</param>
/// <param name="Mutants">The lines.</param>
internal sealed record KillSummary(string Run, string? Commit, int Killed, int Survived, int Undecided, IReadOnlyList<string> Rows, IReadOnlyList<KillLine> Mutants)
{
    /// <summary>When it ran, from the name of its folder; null where that tells none.</summary>
    [JsonIgnore]
    public DateOnly? Day => DateOnly.TryParseExact(Run.Split('-')[0], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Of all matrices below a folder that can be read the one with the most of today's mutants, the newest among equals: a run of a few says nothing about the rest. Null where there is none.</summary>
    /// <param name="home">Folder of the runs, artifacts/mutants.</param>
    /// <param name="known">Ids of the mutants that there are.</param>
    public static KillSummary? Fullest(string home, IEnumerable<string> known) => !Directory.Exists(home) ? null : new DirectoryInfo(home).EnumerateDirectories()
        .Where(run => run.LinkTarget is null)
        .Select(run => Read(Path.Combine(run.FullName, "mutants.json"))).OfType<KillSummary>()
        .OrderByDescending(matrix => matrix.Mutants.Select(mutant => mutant.Id).Intersect(known).Count()).ThenByDescending(matrix => matrix.Run, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>From which run it is, in words; said where it is from another commit than a report.</summary>
    /// <param name="commit">The report's commit.</param>
    public string Origin(string? commit) =>
        $"run {Run}{(Day is { } day ? day.ToString(" 'of' yyyy-MM-dd", CultureInfo.InvariantCulture) : "")} at commit {Page.TestedSection.Short(Commit) ?? "unknown"}{(Commit is not null && Commit == commit ? "" : ", which is not the commit of this report")}";

    /// <summary>Reads <c>mutants.json</c>; null where there is none, or one that a run left half written or wrote otherwise.</summary>
    public static KillSummary? Read(string file)
    {
        try
        {
            return File.Exists(file) ? Of(JsonNode.Parse(File.ReadAllText(file))!, Path.GetFileName(Path.GetDirectoryName(file)!)) : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException or NullReferenceException)
        {
            return null;
        }
    }

    private static KillSummary Of(JsonNode matrix, string run)
    {
        var mutants = matrix["mutants"]!.AsArray().Select(mutant => mutant!).ToList();
        var judged = mutants.SelectMany(mutant => mutant["rows"]!.AsObject()).Select(row => row.Key).ToHashSet();
        List<string> rows = [.. Support.Guarantees.Catalogue.Rows.Select(row => row.Id).Where(judged.Contains)];
        var lines = mutants.Select(mutant => Line(mutant, rows)).ToList();
        return new KillSummary(
            run, matrix["commit"]?.ToString(),
            lines.Count(line => line.Fate == "killed"), lines.Count(line => line.Fate is not ("killed" or "undecided")), lines.Count(line => line.Fate == "undecided"), rows, lines);
    }

    private static KillLine Line(JsonNode mutant, List<string> rows)
    {
        var own = mutant["breaks"]!.AsArray().Select(row => row!.ToString().Split('/')[0]).ToHashSet();
        var seen = mutant["rows"]!.AsObject();
        var signs = string.Concat(rows.Select(row => (seen[row]?["status"]?.ToString(), own.Contains(row)) switch
        {
            ("broken", true) => 'X',
            ("broken", false) => 'x',
            ("held", true) => '!',
            ("held", false) => '·',
            (null, false) => ' ',
            _ => '?',
        }));
        return new KillLine(mutant["id"]!.ToString(), mutant["fate"]!.ToString(), signs);
    }
}

/// <summary>One mutant.</summary>
/// <param name="Id">Name of its folder below mutants/.</param>
/// <param name="Fate">killed, survived, spilled, unexplained or undecided.</param>
/// <param name="Signs">One letter per column, as the legend of the kill matrix says.</param>
internal sealed record KillLine(string Id, string Fate, string Signs);
