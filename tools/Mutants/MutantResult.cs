using Archiv.Tests.Support.Evidence;
using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Tools.Reporting;

namespace Archiv.Tests.Tools.Mutants;

/// <summary>What a mutant did to the rows.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="Rows">The rows that were judged on it.</param>
/// <param name="Verdicts">The verdicts that they were combined from.</param>
/// <param name="Directory">The directory of the run that judged it.</param>
/// <param name="Seconds">How long that took.</param>
internal sealed record MutantResult(Mutant Mutant, IReadOnlyList<RowResult> Rows, IReadOnlyList<Verdict> Verdicts, string Directory, double Seconds)
{
    /// <summary>Killed when each row it must break is broken, in the kind it demands; survived when one of them holds; else undecided.</summary>
    public Fate Fate
    {
        get
        {
            List<RowStatus?> own = [.. Mutant.Rows.Select(StatusOf), .. Mutant.Demands.Select(StatusOf)];
            return own.Contains(RowStatus.Held) ? Fate.Survived
                : !own.All(status => status == RowStatus.Broken) ? Fate.Undecided
                : Spilled.Count > 0 ? Fate.Spilled
                : Unsaid.Count > 0 ? Fate.Unexplained
                : Fate.Killed;
        }
    }

    /// <summary>Rows that turned red although the mutant is not about them.</summary>
    public IReadOnlyList<string> AlsoBroken =>
        [.. Rows.Where(row => row.Status == RowStatus.Broken && !Mutant.Rows.Contains(row.Id)).Select(row => row.Id)];

    /// <summary>Those of them for which the mutant gives no reason.</summary>
    public IReadOnlyList<string> Spilled => [.. AlsoBroken.Where(row => Mutant.MayBreak?.ContainsKey(row) != true)];

    /// <summary>What the report's lines of the broken rows leave unsaid, such as <c>A1.6 lacks container</c>.</summary>
    public IReadOnlyList<string> Unsaid =>
    [
        .. Rows.Where(row => row.Status == RowStatus.Broken).SelectMany(row => RedLine.Lacks(row, Directory).Select(what => $"{row.Id} lacks {what}")),
    ];

    /// <summary>Status of a row on this mutant; null where it was not judged.</summary>
    public RowStatus? StatusOf(string row) => Rows.FirstOrDefault(result => result.Id == row)?.Status;

    private RowStatus? StatusOf((string Row, Kind Kind) demand)
    {
        var outcomes = Verdicts.Where(verdict => verdict.Row == demand.Row && verdict.Kind == demand.Kind).Select(verdict => verdict.Outcome).ToList();
        return outcomes.Contains(Outcome.Broken) ? RowStatus.Broken
            : outcomes.Count > 0 && outcomes.All(outcome => outcome == Outcome.Held) ? RowStatus.Held
            : null;
    }
}
