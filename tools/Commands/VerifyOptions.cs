using Archiv.Tests.Tools.Judging;

namespace Archiv.Tests.Tools.Commands;

/// <summary>What was typed behind <c>verify</c>.</summary>
/// <param name="Profile">Name of the profile.</param>
/// <param name="Suites">Suites; empty means all.</param>
/// <param name="Rows">Row ids; empty means all.</param>
/// <param name="Compose">The compose file; null means the production file.</param>
/// <param name="Attach">A Compose project that runs already; null means a new one.</param>
/// <param name="Keep">The observed stack stays.</param>
/// <param name="List">Print the catalogue and end.</param>
/// <param name="Strict">Not applicable counts as unknown.</param>
/// <param name="Json">The report goes to stdout.</param>
internal sealed record VerifyOptions(
    string Profile, IReadOnlyList<string> Suites, IReadOnlyList<string> Rows, string? Compose, string? Attach, bool Keep, bool List, bool Strict, bool Json)
{
    /// <summary>The part of the rows to judge; null means all.</summary>
    public Shard? Shard { get; init; }

    /// <summary>The report to compare with; null means none.</summary>
    public string? Baseline { get; init; }

    /// <summary>The line that runs the same again.</summary>
    public string Again() => string.Join(' ', new[]
    {
        "scripts/verify",
        $"--profile {Profile}",
        Suites.Count > 0 ? $"--suite {string.Join(',', Suites)}" : null,
        Rows.Count > 0 ? $"--row {string.Join(' ', Rows)}" : null,
        Compose is null ? null : $"--compose '{Compose}'",
        Attach is null ? null : $"--attach {Attach}",
        Keep ? "--keep" : null,
        Strict ? "--strict" : null,
        Shard is null ? null : $"--shard {Shard}",
        Baseline is null ? null : $"--baseline '{Baseline}'",
    }.OfType<string>());
}
