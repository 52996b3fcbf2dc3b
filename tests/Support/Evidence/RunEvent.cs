namespace Archiv.Tests.Support.Evidence;

/// <summary>One line of <c>events.ndjson</c>: what the run is doing, for progress and the timeline.</summary>
/// <param name="At">When (UTC).</param>
/// <param name="What"><c>phase</c>, <c>row-start</c>, <c>row-end</c>, <c>stack</c>, <c>fault</c>, <c>heal</c>, <c>load</c> (a phase of load begins), <c>load-end</c>, <c>engine</c> (a container died, became healthy…), <c>note</c>.</param>
/// <param name="Subject">The row id, stack or phase it is about.</param>
/// <param name="Text">A short sentence.</param>
public sealed record RunEvent(DateTimeOffset At, string What, string Subject, string Text);
