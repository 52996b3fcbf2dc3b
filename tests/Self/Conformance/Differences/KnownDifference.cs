namespace Archiv.Tests.Self.Conformance.Differences;

/// <summary>One thing that a stand-in does otherwise than its original.</summary>
/// <param name="What">The case that shows it, or the thing itself where no case can.</param>
/// <param name="Why">What it does instead, or why.</param>
internal sealed record KnownDifference(string What, string Why);
