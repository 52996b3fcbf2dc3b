using Archiv.Tests.Tools.Reporting;

namespace Archiv.Tests.Tools.Mutants;

/// <summary>What a mutant did to the rows.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="Rows">The rows that were judged on it.</param>
/// <param name="Seconds">How long that took.</param>
internal sealed record MutantResult(Mutant Mutant, IReadOnlyList<RowResult> Rows, double Seconds)
{
    /// <summary>Killed when each row it must break is broken; survived when one of them holds; else undecided.</summary>
    public Fate Fate
    {
        get
        {
            var own = Mutant.Breaks.Select(StatusOf).ToList();
            return own.All(status => status == RowStatus.Broken) ? Fate.Killed
                : own.Contains(RowStatus.Held) ? Fate.Survived
                : Fate.Undecided;
        }
    }

    /// <summary>Rows that turned red although the mutant is not about them.</summary>
    public IReadOnlyList<string> AlsoBroken =>
        [.. Rows.Where(row => row.Status == RowStatus.Broken && !Mutant.Breaks.Contains(row.Id)).Select(row => row.Id)];

    /// <summary>Status of a row on this mutant; null where it was not judged.</summary>
    public RowStatus? StatusOf(string row) => Rows.FirstOrDefault(result => result.Id == row)?.Status;
}
