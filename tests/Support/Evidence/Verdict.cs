using Archiv.Tests.Support.Guarantees;

namespace Archiv.Tests.Support.Evidence;

/// <summary>What one test leaves behind for one row: a JSON file under <c>verdicts/</c> of the run.</summary>
/// <param name="Row">Id of the guarantee.</param>
/// <param name="Kind">The kind of observation that was made.</param>
/// <param name="Test">The test's sentence.</param>
/// <param name="Outcome">Held, broken, unknown or not applicable.</param>
/// <param name="Reason">Why it is not held; for held the short proof. One paragraph.</param>
/// <param name="Expected">What had to be seen, where the row names it.</param>
/// <param name="Seen">What was seen instead.</param>
/// <param name="Container">Name of the container that the row looked at, if one.</param>
/// <param name="StartedAt">Start of the test (UTC).</param>
/// <param name="At">The moment of the deciding observation (UTC).</param>
/// <param name="Seconds">Duration of the test in seconds.</param>
/// <param name="Waited">Seconds of that which no implementation could avoid (real timeouts).</param>
/// <param name="Evidence">Folder relative to the run directory with what was collected, if anything.</param>
/// <param name="Log">File relative to the run directory with what all containers logged while the test ran, if collected.</param>
public sealed record Verdict(
    string Row,
    Kind Kind,
    string Test,
    Outcome Outcome,
    string Reason,
    string? Expected,
    string? Seen,
    string? Container,
    DateTimeOffset StartedAt,
    DateTimeOffset At,
    double Seconds,
    double Waited,
    string? Evidence,
    string? Log);
