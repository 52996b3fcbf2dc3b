using Archiv.Tests.Support.Evidence;
using Archiv.Tests.Support.Guarantees;

namespace Archiv.Tests.Tools.Reporting;

/// <summary>Turns the verdicts of many processes into one status per row.</summary>
internal static class Combine
{
    /// <summary>Broken wins over unknown, unknown over not applicable; held only if every wanted kind left a verdict and all held.</summary>
    /// <param name="row">The row.</param>
    /// <param name="wanted">The kinds that were asked for.</param>
    /// <param name="verdicts">The row's verdicts.</param>
    /// <param name="planned">The verdicts that the row's tests owe.</param>
    /// <param name="whyMissing">Says why no verdict of a kind is there.</param>
    public static RowResult Row(
        Guarantee row, IReadOnlyList<Kind> wanted, IReadOnlyList<Verdict> verdicts, IReadOnlyList<PlannedVerdict> planned, Func<Kind, string> whyMissing)
    {
        if (!row.Active)
        {
            return new RowResult(row.Id, RowStatus.Planned, "its tests do not exist yet", row.Promise, row.Kinds, [], null, null, null, null, null, 0);
        }

        var missing = wanted.Where(kind => verdicts.All(verdict => verdict.Kind != kind)).Select(whyMissing)
            .Concat(Owed(wanted, verdicts, planned).Select(owed => $"no verdict of '{owed.Test}': {whyMissing(owed.Kind)}"))
            .ToList();
        var status = Status(verdicts, missing.Count > 0);
        var deciding = verdicts.Where(verdict => StatusOf(verdict.Outcome) == status).ToList();
        var first = deciding.FirstOrDefault();
        var reasons = deciding.Select(Reason).Concat(status == RowStatus.Unknown ? missing : []);

        return new RowResult(
            row.Id,
            status,
            string.Join("; ", reasons.Distinct()),
            row.Promise,
            wanted,
            [.. verdicts.Select(verdict => verdict.Evidence).OfType<string>().Distinct()],
            first?.Expected,
            first?.Seen,
            first?.Container,
            first?.At,
            first?.Log,
            Math.Round(verdicts.Sum(verdict => verdict.Seconds), 3))
        {
            Observations = [.. verdicts.OrderBy(verdict => verdict.StartedAt).Select(Observation.Of)],
        };
    }

    // A kind without any verdict is missing as a whole.
    private static IEnumerable<PlannedVerdict> Owed(IReadOnlyList<Kind> wanted, IReadOnlyList<Verdict> verdicts, IReadOnlyList<PlannedVerdict> planned) =>
        planned.Where(owed => wanted.Contains(owed.Kind))
            .Where(owed => verdicts.Any(verdict => verdict.Kind == owed.Kind) && !verdicts.Any(verdict => verdict.Kind == owed.Kind && verdict.Test == owed.Test));

    private static RowStatus Status(IReadOnlyList<Verdict> verdicts, bool incomplete)
    {
        var outcomes = verdicts.Select(verdict => verdict.Outcome).ToHashSet();
        return outcomes.Contains(Outcome.Broken) ? RowStatus.Broken
            : incomplete || outcomes.Contains(Outcome.Unknown) ? RowStatus.Unknown
            : outcomes.Contains(Outcome.NotApplicable) ? RowStatus.NotApplicable
            : RowStatus.Held;
    }

    private static RowStatus StatusOf(Outcome outcome) => outcome switch
    {
        Outcome.Held => RowStatus.Held,
        Outcome.Broken => RowStatus.Broken,
        Outcome.NotApplicable => RowStatus.NotApplicable,
        _ => RowStatus.Unknown,
    };

    private static string Reason(Verdict verdict) => $"{verdict.Kind.ToString().ToLowerInvariant()}: {verdict.Reason}";
}
