namespace Archiv.Tests.Support.Rules.Dockerfiles;

/// <summary>A stage of a Dockerfile.</summary>
/// <param name="Name">Its name in small letters; empty where it has none.</param>
/// <param name="From">The image or stage that it begins with, with the Dockerfile's own arguments filled in.</param>
/// <param name="Line">Line of its <c>FROM</c>.</param>
/// <param name="Instructions">What follows.</param>
public sealed record Stage(string Name, string From, int Line, IReadOnlyList<Instruction> Instructions);
