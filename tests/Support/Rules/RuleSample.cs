namespace Archiv.Tests.Support.Rules;

/// <summary>A compose file, short enough to read in a document, that breaks or keeps a rule.</summary>
/// <param name="Compose">Its text.</param>
/// <param name="EnvExample">Text of the <c>.env.example</c> beside it; null where there is none.</param>
public sealed record RuleSample(string Compose, string? EnvExample = null);
