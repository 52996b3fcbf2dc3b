using Archiv.Tests.Support.Evidence;
using Archiv.Tests.Support.Guarantees;

namespace Archiv.Tests.Tools.Reporting;

/// <summary>What one test saw of a row.</summary>
/// <param name="Test">The test's sentence.</param>
/// <param name="Kind">The kind of observation.</param>
/// <param name="Outcome">What it came to.</param>
/// <param name="Reason">Why it is not held; for held the short proof.</param>
/// <param name="StartedAt">Start (UTC), waiting for a place for its stack included.</param>
/// <param name="At">The moment of the deciding observation, for a held one its end (UTC).</param>
/// <param name="Seconds">Duration, waiting for a place for its stack left out.</param>
/// <param name="Waited">Seconds of that which nobody can avoid.</param>
/// <param name="Container">The container that was looked at.</param>
internal sealed record Observation(
    string Test, Kind Kind, Outcome Outcome, string Reason, DateTimeOffset StartedAt, DateTimeOffset At, double Seconds, double Waited, string? Container)
{
    /// <summary>The observation that left a verdict.</summary>
    public static Observation Of(Verdict verdict) => new(
        Sentence(verdict.Test), verdict.Kind, verdict.Outcome, verdict.Reason, verdict.StartedAt, verdict.At, Math.Round(verdict.Seconds, 3), Math.Round(verdict.Waited, 3), verdict.Container);

    /// <summary>A test's name as a sentence: a method's has no blanks, a case's is one already.</summary>
    public static string Sentence(string test)
    {
        ArgumentNullException.ThrowIfNull(test);
        return test.Contains(' ', StringComparison.Ordinal) ? test : test.Replace('_', ' ');
    }
}
