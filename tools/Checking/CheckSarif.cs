using System.Text.Json.Nodes;
using Archiv.Tests.Support.Rules;

namespace Archiv.Tests.Tools.Checking;

/// <summary>The report as SARIF 2.1.0, for code scanning.</summary>
internal static class CheckSarif
{
    /// <summary>The text.</summary>
    public static string Write(CheckReport report) => CheckJson.Text(new JsonObject
    {
        ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
        ["version"] = "2.1.0",
        ["runs"] = new JsonArray(new JsonObject
        {
            ["tool"] = new JsonObject { ["driver"] = new JsonObject { ["name"] = "archiv-check", ["version"] = CheckReport.Version, ["rules"] = CheckJson.List(RuleBook.All, Rule) } },
            ["columnKind"] = "utf16CodeUnits",
            ["results"] = new JsonArray([.. report.Findings.Select(Result), .. report.Silenced.Where(silenced => silenced.Findings > 0).Select(Silenced)]),
        }),
    });

    private static JsonObject Rule(Rule rule) => new()
    {
        ["id"] = rule.Id,
        ["name"] = rule.GetType().Name,
        ["shortDescription"] = Message(rule.Title),
        ["fullDescription"] = Message(rule.Why),
        ["defaultConfiguration"] = new JsonObject { ["level"] = "error" },
        ["help"] = Message(rule.Good.Compose),
    };

    private static JsonObject Result(CheckFinding finding) => new()
    {
        ["ruleId"] = finding.Rule,
        ["ruleIndex"] = Index(finding.Rule),
        ["level"] = finding.Severity == Severity.Note ? "note" : "error",
        ["message"] = Message($"{(finding.Service is { } service ? $"{service}: " : "")}{finding.Message}. Fix:\n{finding.Fix}"),
        ["locations"] = Location(finding.File, finding.Line, finding.Column),
    };

    private static JsonObject Silenced(SilencedRule silenced) => new()
    {
        ["ruleId"] = silenced.Rule,
        ["ruleIndex"] = Index(silenced.Rule),
        ["level"] = "note",
        ["message"] = Message($"{silenced.Service ?? "the whole file"}: silenced, {silenced.Findings} findings"),
        ["locations"] = Location(silenced.File, silenced.Line, silenced.Column),
        ["suppressions"] = new JsonArray(new JsonObject { ["kind"] = "inSource", ["justification"] = silenced.Reason }),
    };

    private static int Index(string rule) => RuleBook.All.ToList().FindIndex(known => known.Id.Equals(rule, StringComparison.OrdinalIgnoreCase));

    private static JsonObject Message(string text) => new() { ["text"] = text };

    private static JsonArray Location(string file, int line, int column) => new(new JsonObject
    {
        ["physicalLocation"] = new JsonObject
        {
            ["artifactLocation"] = new JsonObject { ["uri"] = Uri(file) },
            ["region"] = new JsonObject { ["startLine"] = line, ["startColumn"] = column },
        },
    });

    /// <summary>A file as SARIF names it: relative to where the command ran, or absolute.</summary>
    public static string Uri(string file) => Path.IsPathRooted(file)
        ? new Uri(file).AbsoluteUri
        : string.Join('/', file.Split('/').Select(System.Uri.EscapeDataString));
}
