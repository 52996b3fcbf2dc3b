namespace Archiv.Tests.Support.Evidence;

/// <summary>One request of a suite to a stack: a line under <c>requests/</c> of the run, for timeline and latencies.</summary>
/// <param name="At">When it was sent (UTC).</param>
/// <param name="Project">The Compose project of the stack; empty where it is not known.</param>
/// <param name="What"><c>search</c>, <c>keyword</c>, <c>write</c> or <c>health</c>.</param>
/// <param name="Status">Status code, 0 where no answer came.</param>
/// <param name="Milliseconds">Until the last byte came or the caller gave up.</param>
public sealed record RequestSeen(DateTimeOffset At, string Project, string What, int Status, double Milliseconds);
