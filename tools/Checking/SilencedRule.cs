using Archiv.Tests.Support.Rules;

namespace Archiv.Tests.Tools.Checking;

/// <summary>An entry of <c>x-archiv-ignore</c>.</summary>
/// <param name="Rule">Id of the rule that it silences.</param>
/// <param name="Service">The service; null where it counts for the whole file.</param>
/// <param name="Reason">Why.</param>
/// <param name="File">Where it stands.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Findings">How many findings it silences; 0 says that it can go.</param>
internal sealed record SilencedRule(string Rule, string? Service, string Reason, string File, int Line, int Column, int Findings)
{
    private static readonly string Known = string.Join(", ", RuleBook.All.Select(rule => rule.Id));

    /// <summary>What it silences, for people; of an id that no rule has, the ids that there are.</summary>
    public string Told => !RuleBook.All.Any(rule => rule.Id.Equals(Rule, StringComparison.OrdinalIgnoreCase)) ? $"which is no rule (known are {Known})"
        : Findings == 0 ? "although nothing breaks it"
        : $"{Findings} finding{(Findings == 1 ? "" : "s")}";
}
