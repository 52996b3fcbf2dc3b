using Archiv.Tests.Support.Guarantees;

namespace Archiv.Tests.Tools.Reporting;

/// <summary>Compares a report with an earlier one.</summary>
internal static class Compare
{
    private const string Absent = "not asked for";

    /// <summary>What broke, healed, changed otherwise and got slower.</summary>
    public static Comparison Of(Report now, Report then)
    {
        var changes = Catalogue.Rows.Select(row => row.Id)
            .Concat(now.Rows.Concat(then.Rows).Select(row => row.Id)).Distinct()
            .Select(id => (Id: id, Was: Status(then, id), Now: Status(now, id)))
            .Where(change => change.Was != change.Now)
            .Select(change => new RowChange(change.Id, change.Was, change.Now, now.Rows.FirstOrDefault(row => row.Id == change.Id) is { } row ? RowText.Sentence(row.Reason) : ""))
            .ToList();
        var broke = changes.Where(change => Bad(change.Now) && !Bad(change.Was) && change.Was != Absent).ToList();
        var healed = changes.Where(change => change.Now == "held" && Bad(change.Was)).ToList();
        var (slower, noise) = Slowness.Of(now, then);
        return new Comparison(
            then.Run.Id, then.Run.Commit, then.Run.StartedAt, [.. Caveats(now.Run, then.Run)], broke, healed, [.. changes.Except(broke).Except(healed)], slower, noise);
    }

    private static string Status(Report report, string row) => report.Rows.FirstOrDefault(result => result.Id == row) is { } found ? ReportJson.Name(found.Status) : Absent;

    private static bool Bad(string status) => status is "broken" or "unknown" or "waived";

    private static IEnumerable<string> Caveats(RunHead now, RunHead then)
    {
        (bool Applies, string Text)[] all =
        [
            (now.Profile != then.Profile, $"the earlier run used the profile {then.Profile}"),
            (now.ComposeSha256 != then.ComposeSha256, "the compose file differs"),
            (now.Host != then.Host, $"the earlier run was made on another host ({then.Host.System}, {then.Host.Cores} cores)"),
            (then.Interrupted, "the earlier run was interrupted"),
        ];
        return all.Where(caveat => caveat.Applies).Select(caveat => caveat.Text);
    }
}
