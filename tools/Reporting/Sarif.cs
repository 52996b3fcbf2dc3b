using System.Text.Json.Nodes;
using Archiv.Tests.Support;
using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Tools.Checking;

namespace Archiv.Tests.Tools.Reporting;

/// <summary><c>report.sarif</c>: what static rows found in the compose file, for code scanning. SARIF 2.1.0.</summary>
internal static class Sarif
{
    /// <summary>The static observations that do not hold, each where the compose file writes the service that it is about.</summary>
    public static JsonObject Write(Report report)
    {
        var written = Written(report.Run);
        var rows = report.Rows.Where(row => row.Kinds.Contains(Kind.Static)).ToList();
        return new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject { ["driver"] = new JsonObject { ["name"] = "archiv-tests", ["version"] = report.Version, ["rules"] = new JsonArray([.. rows.Select(Rule)]) } },
                ["results"] = new JsonArray([.. rows.SelectMany(row => row.Observations.Where(Against).Select(seen => Result(row, seen, report, written)))]),
            }),
        };
    }

    private static bool Against(Observation seen) => seen.Kind == Kind.Static && seen.Outcome is Outcome.Broken or Outcome.Unknown;

    private static JsonObject Rule(RowResult row) => new() { ["id"] = row.Id, ["shortDescription"] = new JsonObject { ["text"] = row.Promise } };

    private static JsonObject Result(RowResult row, Observation seen, Report report, ComposeReading? written) => new()
    {
        ["ruleId"] = row.Id,
        ["level"] = row.Status == RowStatus.Waived ? "note" : seen.Outcome == Outcome.Broken ? "error" : "warning",
        ["message"] = new JsonObject { ["text"] = seen.Reason },
        ["locations"] = new JsonArray(new JsonObject
        {
            ["physicalLocation"] = new JsonObject
            {
                ["artifactLocation"] = new JsonObject { ["uri"] = CheckSarif.Uri(report.Run.ComposeFile) },
                ["region"] = Region(written, seen.Container),
            },
        }),
    };

    private static JsonObject Region(ComposeReading? written, string? service)
    {
        var place = service is not null && written?.Model.Services.ContainsKey(service) == true ? written.PlaceOf($"services.{service}") : null;
        return new() { ["startLine"] = place?.Line ?? 1, ["startColumn"] = place?.Column ?? 1 };
    }

    // Null when the file is not at hand as it was tested, as where parts of a run are merged.
    private static ComposeReading? Written(RunHead run)
    {
        var file = Path.Combine(Repository.Root, run.ComposeFile);
        try
        {
            return File.Exists(file) && Stamp.Sha256(file) == run.ComposeSha256 ? ComposeReading.Read([file], variables: null) : null;
        }
        catch (Exception unreadable) when (unreadable is ComposeSyntaxException or IOException)
        {
            return null;
        }
    }
}
