namespace Archiv.Tests.Tools.Reporting;

/// <summary>Where, when and with what a run was made.</summary>
/// <param name="Id">Id of the run: the name of its directory.</param>
/// <param name="Commit">Commit of this repository; null outside a checkout.</param>
/// <param name="Dirty">True when tracked files differ from that commit.</param>
/// <param name="Profile">Name of the profile.</param>
/// <param name="ComposeFile">The artefact under test, relative to the repository where it lies in it.</param>
/// <param name="ComposeSha256">Digest of that file's bytes.</param>
/// <param name="Images">The images of the stack, and those that the suite chaos adds.</param>
/// <param name="Host">The machine.</param>
/// <param name="Engine">Version of the Docker engine; null where none was needed.</param>
/// <param name="StartedAt">Start (UTC).</param>
/// <param name="Seconds">Wall time.</param>
/// <param name="Waited">Sum of the waits that no implementation could avoid, in seconds.</param>
/// <param name="Ratio">Wall time over that sum; null where nothing had to be waited for.</param>
/// <param name="Command">The exact line that runs it again.</param>
/// <param name="Interrupted">True when a signal stopped it.</param>
internal sealed record RunHead(
    string Id,
    string? Commit,
    bool Dirty,
    string Profile,
    string ComposeFile,
    string ComposeSha256,
    IReadOnlyList<ImageUsed> Images,
    HostUsed Host,
    string? Engine,
    DateTimeOffset StartedAt,
    double Seconds,
    double Waited,
    double? Ratio,
    string Command,
    bool Interrupted)
{
    /// <summary>Overlays that were put on the compose file, the profile's and the mutant's.</summary>
    public IReadOnlyList<FileUsed> Overlays { get; init; } = [];

    /// <summary>The libraries with which the suites test, of those that can be a stand-in.</summary>
    public IReadOnlyList<PackageUsed> Packages { get; init; } = [];

    /// <summary>The load that the profile states, in words; null where it states none.</summary>
    public string? Load { get; init; }

    /// <summary>Which part of the rows was judged, such as <c>2/3</c>; null for all.</summary>
    public string? Shard { get; init; }

    /// <summary>The runs that a merged report was made of; empty else.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];
}
