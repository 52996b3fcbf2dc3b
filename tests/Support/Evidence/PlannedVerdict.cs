using Archiv.Tests.Support.Guarantees;

namespace Archiv.Tests.Support.Evidence;

/// <summary>A verdict that a test of the run has to leave: a file under <c>plans/</c> lists those of a process.</summary>
/// <param name="Row">Id of the guarantee.</param>
/// <param name="Kind">The kind of observation.</param>
/// <param name="Test">The test's sentence.</param>
public sealed record PlannedVerdict(string Row, Kind Kind, string Test);
