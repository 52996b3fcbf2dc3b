using Archiv.Tests.Tools.Mutants;

namespace Archiv.Tests.Tools.Reporting.Page;

/// <summary>The kill matrix: what shows that the rows can fail at all.</summary>
internal static class MutantsSection
{
    /// <summary>The section; nothing where there is no matrix.</summary>
    public static Html Write(Report report)
    {
        if (report.Mutants is not { } matrix)
        {
            return Html.None;
        }

        var killed = matrix.Mutants.Where(mutant => mutant.Fate == "killed").ToList();
        var proven = matrix.Rows.Where((_, column) => killed.Any(mutant => mutant.Signs[column] == 'X')).ToHashSet();
        var unproven = report.Rows.Where(row => row.Status is not RowStatus.Planned && !proven.Contains(row.Id)).Select(row => row.Id).ToList();
        return Html.Of($"""
            <section aria-labelledby="mutants">
            <h2 id="mutants">Kill matrix</h2>
            <p><b>{killed.Count} of {matrix.Mutants.Count}</b> broken stacks were told from the sound one, {matrix.Survived} survived, {matrix.Undecided} undecided ({matrix.Origin(report.Run.Commit)}).
            {(unproven.Count == 0 ? "Every row judged here is among those seen to fail." : $"Not seen to fail there: {string.Join(", ", unproven)}.")}</p>
            <details class="table"><summary>Mutants by rows</summary><p>{KillMatrix.Legend}</p>
            <div class="scroll" role="region" aria-label="Mutants by rows" tabindex="0"><table class="matrix">
            <caption>Mutants by rows</caption>
            <thead><tr><th scope="col">Mutant</th><th scope="col">Fate</th>{matrix.Rows.Select(row => Html.Of($"""<th scope="col"><span>{row}</span></th>"""))}</tr></thead>
            <tbody>{matrix.Mutants.Select(Line)}</tbody></table></div></details>
            </section>
            """);
    }

    private static Html Line(KillLine mutant) =>
        Html.Of($"""<tr><th scope="row">{mutant.Id}</th><td class="{mutant.Fate}">{mutant.Fate}</td>{mutant.Signs.Select(Sign)}</tr>""");

    private static Html Sign(char sign) => sign switch
    {
        'X' => new("<td class=\"hit\">X</td>"),
        'x' => new("<td class=\"also\">x</td>"),
        '!' or '?' => Html.Of($"<td class=\"miss\">{sign.ToString()}</td>"),
        ' ' => new("<td></td>"),
        _ => new("<td>·</td>"),
    };
}
