using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Evidence;
using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Support.Profiles;
using Archiv.Tests.Support.Rules.Rows;

namespace Archiv.Tests.Support.Rules;

/// <summary>All static rows, judged in milliseconds before anything starts.</summary>
public static class StaticRows
{
    /// <summary>The active rows in the order of the catalogue: one that waits for its other tests is written, and not judged.</summary>
    public static IReadOnlyList<StaticRow> All => [.. Written.Where(row => Catalogue.Row(row.Id).Active)];

    /// <summary>All rows that have a static half.</summary>
    public static IReadOnlyList<StaticRow> Written { get; } =
    [
        new("A1.1", DefinesOllama.Judge),
        new("A1.2", BackendStandsAlone.Judge),
        new("A1.5", ModelServerIsNamed.Judge),
        new("A1.6", ResolvesAlone.Judge),
        new("A2.1", InitOverridesEntrypoint.Judge),
        new("A2.11", DevAgreesWithProduction.Judge),
        new("A3.1", HealthcheckIsOllamaList.Judge),
        new("A5.6", TimeoutIsOneSetting.Judge),
        new("A6.1", SwapIsOff.Judge),
        new("A7.1", OllamaPublishesNothing.Judge),
        .. ChecklistRows.All,
    ];

    /// <summary>Judges every static row of the artefact, as verdicts of kind static. A file that does not resolve breaks A1.6 and leaves the others unknown.</summary>
    public static IReadOnlyList<Verdict> Judge(Profile profile)
    {
        ComposeModel model;
        try
        {
            model = ComposeCli.Resolve(profile.Artefact, profile.Settings);
        }
        catch (ComposeException refused)
        {
            return [.. All.Select(row => row.Id == "A1.6"
                ? Broken(row.Id, new StaticFinding(false, "docker compose config exits 0", refused.Message, Path.GetFileName(profile.ComposeFile)))
                : Verdict(row.Id, Outcome.Unknown, $"the file does not resolve: {refused.Message}", null))];
        }

        return Judge(model, profile);
    }

    /// <summary>Judges every static row on a model that is already resolved.</summary>
    public static IReadOnlyList<Verdict> Judge(ComposeModel model, Profile profile) => [.. All.Select(row => Judge(row, model, profile))];

    private static Verdict Judge(StaticRow row, ComposeModel model, Profile profile)
    {
        var findings = row.Judge(model, profile).ToList();
        return findings.FirstOrDefault(finding => !finding.Holds) is { } against
            ? Broken(row.Id, against)
            : findings.FirstOrDefault(finding => !finding.Applies) is { } absent
            ? Verdict(row.Id, Outcome.NotApplicable, absent.Seen, absent)
            : Verdict(row.Id, Outcome.Held, string.Join("; ", findings.Select(finding => finding.Seen)), findings.LastOrDefault());
    }

    private static Verdict Broken(string row, StaticFinding finding) =>
        Verdict(row, Outcome.Broken, $"expected {finding.Expected}, but {finding.Seen}", finding);

    private static Verdict Verdict(string row, Outcome outcome, string reason, StaticFinding? finding) => new(
        row, Kind.Static, Catalogue.Row(row).Promise, outcome, reason, finding?.Expected, finding?.Seen, finding?.Service,
        TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow(), 0, 0, null, null);
}
