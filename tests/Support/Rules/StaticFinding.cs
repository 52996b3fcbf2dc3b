namespace Archiv.Tests.Support.Rules;

/// <summary>What a static row saw in the model.</summary>
/// <param name="Holds">True when nothing contradicts the promise.</param>
/// <param name="Expected">What the file has to say.</param>
/// <param name="Seen">What it says.</param>
/// <param name="Service">The service it was read from; the file where it is about no one service.</param>
/// <param name="Applies">False when the artefact lacks what the row is about; <paramref name="Seen"/> says what.</param>
public sealed record StaticFinding(bool Holds, string Expected, string Seen, string? Service = null, bool Applies = true);
