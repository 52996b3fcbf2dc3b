namespace Archiv.Tests.Tools.Judging;

/// <summary>A row that a team knowingly does not keep for a while: an entry of <c>waivers.json</c> beside the compose file.</summary>
/// <param name="Row">Id of the row.</param>
/// <param name="Reason">Why, for whoever signs the release.</param>
/// <param name="Until">The last day on which it counts.</param>
internal sealed record Waiver(string Row, string Reason, DateOnly Until);
