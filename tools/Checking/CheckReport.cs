using Archiv.Tests.Support.Rules;

namespace Archiv.Tests.Tools.Checking;

/// <summary>What the rules say of some files.</summary>
/// <param name="Files">The files, as findings name them.</param>
/// <param name="Services">How many services they define.</param>
/// <param name="Findings">What is wrong or worth noting, by file and line.</param>
/// <param name="Silenced">What the files ask not to hear.</param>
internal sealed record CheckReport(
    IReadOnlyList<string> Files, int Services, IReadOnlyList<CheckFinding> Findings, IReadOnlyList<SilencedRule> Silenced)
{
    /// <summary>Version of the JSON report; rises when a field changes its meaning or goes.</summary>
    public const string Version = "1.0";

    /// <summary>How many findings break a rule.</summary>
    public int Broken => Findings.Count(finding => finding.Severity == Severity.Finding);

    /// <summary>How many findings are notes.</summary>
    public int Notes => Findings.Count - Broken;

    /// <summary>Notes alone change nothing.</summary>
    public int ExitCode => Broken > 0 ? Tools.ExitCode.Broken : Tools.ExitCode.Held;
}
