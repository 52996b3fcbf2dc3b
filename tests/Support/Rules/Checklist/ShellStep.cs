namespace Archiv.Tests.Support.Rules.Checklist;

/// <summary>A command of a shell's line.</summary>
/// <param name="Text">The command, a subshell with its brackets.</param>
/// <param name="Then">The operator behind it: <c>;</c>, <c>&amp;&amp;</c>, <c>||</c>, <c>|</c>, <c>&amp;</c> or nothing.</param>
internal readonly record struct ShellStep(string Text, string Then);
