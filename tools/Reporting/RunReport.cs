using System.Globalization;
using Archiv.Tests.Support;
using Archiv.Tests.Support.Evidence;
using Archiv.Tests.Support.Profiles;
using Archiv.Tests.Tools.Mutants;

namespace Archiv.Tests.Tools.Reporting;

/// <summary>Makes a report whole: what the run recorded besides verdicts, the kill matrix, the comparison. Nothing in it is a secret.</summary>
internal static class RunReport
{
    // A profile says where its alert on the model server's memory fires, as a part of the limit.
    private const string AlertSetting = "MEMORY_ALERT_RATIO";

    /// <summary>Adds the parts, after the run's files have been looked through for secrets.</summary>
    /// <param name="report">Head and rows.</param>
    /// <param name="run">The run.</param>
    /// <param name="profile">Its profile.</param>
    /// <param name="baseline">The report to compare with; null for none.</param>
    public static Report Of(Report report, Run run, Profile profile, Report? baseline)
    {
        SecretSweep.Run(run.Directory, run.Secrets);
        var whole = report with
        {
            Timeline = RunRecord.Timeline(run.Directory),
            Latency = RunRecord.Latency(run.Directory),
            Memory = MemoryRecord.Of(run.Directory, Alert(profile)),
            Mutants = KillSummary.Fullest(Path.Combine(Repository.Root, "artifacts", "mutants"), Mutant.All().Select(mutant => mutant.Id)),
        };
        return ReportJson.Masked(baseline is null ? whole : whole with { Comparison = Compare.Of(whole, baseline) }, run.Secrets);
    }

    private static double? Alert(Profile profile) =>
        double.TryParse(profile.Settings.GetValueOrDefault(AlertSetting), NumberStyles.Float, CultureInfo.InvariantCulture, out var ratio) && ratio is > 0 and <= 1 ? ratio : null;
}
