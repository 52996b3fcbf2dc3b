using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Archiv.Tests.Tools.Checking;

/// <summary>The report for programs (docs/check.schema.json).</summary>
internal static class CheckJson
{
    // Built by hand: reflection over records costs a fifth of the whole run.
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text.</summary>
    public static string Write(CheckReport report) => Text(new JsonObject
    {
        ["version"] = CheckReport.Version,
        ["files"] = List(report.Files, file => file),
        ["services"] = report.Services,
        ["counts"] = new JsonObject { ["findings"] = report.Broken, ["notes"] = report.Notes, ["silenced"] = report.Silenced.Sum(silenced => silenced.Findings) },
        ["findings"] = List(report.Findings, finding => new JsonObject
        {
            ["rule"] = finding.Rule,
            ["severity"] = Name(finding),
            ["file"] = finding.File,
            ["line"] = finding.Line,
            ["column"] = finding.Column,
            ["service"] = finding.Service,
            ["message"] = finding.Message,
            ["why"] = finding.Why,
            ["fix"] = finding.Fix,
        }),
        ["silenced"] = List(report.Silenced, silenced => new JsonObject
        {
            ["rule"] = silenced.Rule,
            ["service"] = silenced.Service,
            ["reason"] = silenced.Reason,
            ["file"] = silenced.File,
            ["line"] = silenced.Line,
            ["column"] = silenced.Column,
            ["findings"] = silenced.Findings,
        }),
    });

    /// <summary>The severity in small letters.</summary>
    public static string Name(CheckFinding finding) => finding.Severity.ToString().ToLowerInvariant();

    /// <summary>A list of nodes.</summary>
    public static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode?> make) => new([.. items.Select(make)]);

    /// <summary>A node as indented text.</summary>
    public static string Text(JsonNode node)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            node.WriteTo(writer);
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
