using System.Text.Json.Nodes;

namespace Archiv.Tests.Tools.Reporting;

/// <summary>The kill matrix that lay beside the run: which mutant turned which row red.</summary>
/// <param name="Run">Name of its folder below artifacts/mutants; begins with its time.</param>
/// <param name="Commit">Commit of this repository then; null where the run did not say.</param>
/// <param name="Killed">Mutants that turned red what they must.</param>
/// <param name="Survived">Mutants that did not, or whose redness is not explained.</param>
/// <param name="Undecided">Mutants that could not be judged to an end.</param>
/// <param name="Rows">The columns.</param>
/// <param name="Mutants">The lines.</param>
internal sealed record KillSummary(string Run, string? Commit, int Killed, int Survived, int Undecided, IReadOnlyList<string> Rows, IReadOnlyList<KillLine> Mutants)
{
    /// <summary>Reads <c>mutants.json</c>; null where there is none.</summary>
    public static KillSummary? Read(string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        var matrix = JsonNode.Parse(File.ReadAllText(file))!;
        var mutants = matrix["mutants"]!.AsArray().Select(mutant => mutant!).ToList();
        var judged = mutants.SelectMany(mutant => mutant["rows"]!.AsObject()).Select(row => row.Key).ToHashSet();
        List<string> rows = [.. Support.Guarantees.Catalogue.Rows.Select(row => row.Id).Where(judged.Contains)];
        var lines = mutants.Select(mutant => Line(mutant, rows)).ToList();
        var folder = new DirectoryInfo(Path.GetDirectoryName(file)!);
        return new KillSummary(
            Path.GetFileName(folder.LinkTarget ?? folder.Name), matrix["commit"]?.ToString(),
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
