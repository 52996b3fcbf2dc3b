using System.Text.Json.Nodes;
using Archiv.Tests.Support.Guarantees;

namespace Archiv.Tests.Tools.Reporting;

/// <summary><c>report.sarif</c>: what static rows found in the compose file, for code scanning. SARIF 2.1.0.</summary>
internal static class Sarif
{
    /// <summary>The static observations that do not hold, each at the compose file; the model does not keep lines.</summary>
    public static JsonObject Write(Report report)
    {
        var rows = report.Rows.Where(row => row.Kinds.Contains(Kind.Static)).ToList();
        return new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject { ["driver"] = new JsonObject { ["name"] = "archiv-tests", ["version"] = report.Version, ["rules"] = new JsonArray([.. rows.Select(Rule)]) } },
                ["results"] = new JsonArray([.. rows.SelectMany(row => row.Observations.Where(Against).Select(seen => Result(row, seen, report)))]),
            }),
        };
    }

    private static bool Against(Observation seen) => seen.Kind == Kind.Static && seen.Outcome is Outcome.Broken or Outcome.Unknown;

    private static JsonObject Rule(RowResult row) => new() { ["id"] = row.Id, ["shortDescription"] = new JsonObject { ["text"] = row.Promise } };

    private static JsonObject Result(RowResult row, Observation seen, Report report) => new()
    {
        ["ruleId"] = row.Id,
        ["level"] = row.Status == RowStatus.Waived ? "note" : seen.Outcome == Outcome.Broken ? "error" : "warning",
        ["message"] = new JsonObject { ["text"] = seen.Reason },
        ["locations"] = new JsonArray(new JsonObject
        {
            ["physicalLocation"] = new JsonObject { ["artifactLocation"] = new JsonObject { ["uri"] = report.Run.ComposeFile.Replace('\\', '/') } },
        }),
    };
}
