namespace Archiv.Tests.Support.Rules.Dockerfiles;

/// <summary>One instruction of a Dockerfile.</summary>
/// <param name="Name">In capitals: <c>RUN</c>.</param>
/// <param name="Arguments">What follows, on one line.</param>
/// <param name="Line">Where it begins, counted from 1.</param>
public sealed record Instruction(string Name, string Arguments, int Line);
