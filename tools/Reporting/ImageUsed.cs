namespace Archiv.Tests.Tools.Reporting;

/// <summary>An image of the stack, or one with which a suite injects faults and cleans up.</summary>
/// <param name="Name">Its name as it was asked for.</param>
/// <param name="Id">The engine's id; null when the engine does not have it.</param>
/// <param name="Standin">True when it was made here in place of the original.</param>
internal sealed record ImageUsed(string Name, string? Id, bool Standin)
{
    /// <summary>What scripts/setup makes carries this prefix, so that no registry can ever deliver it.</summary>
    public const string MadeHere = "archiv.local/";

    /// <summary>The registry's digest; null for an image that was made here.</summary>
    public string? Digest { get; init; }

    /// <summary>The services that run it; for one that no compose file names, what it is for.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];
}
