using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Archiv.Tests.Support.Evidence;

namespace Archiv.Tests.Tools.Reporting;

/// <summary>How <c>report.json</c> is written.</summary>
internal static class ReportJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(new Words()) },
    };

    /// <summary>The report as text.</summary>
    public static string Write(Report report) => JsonSerializer.Serialize(report, Options);

    /// <summary>The catalogue as text: id, promise, kinds, and whether it has tests.</summary>
    public static string Catalogue() => JsonSerializer.Serialize(Support.Guarantees.Catalogue.Rows, Options);

    /// <summary>Reads a report of this major version.</summary>
    /// <exception cref="WrongUse">The file is none.</exception>
    public static Report Read(string file)
    {
        try
        {
            var report = JsonSerializer.Deserialize<Report>(File.ReadAllText(file), Options);
            return report is { Version: not null, Run: not null, Rows: not null, Counts: not null } && report.Version.Split('.')[0] == Report.SchemaVersion.Split('.')[0]
                ? report
                : throw new WrongUse($"{file} is no report.json of version {Report.SchemaVersion.Split('.')[0]}: name one that scripts/verify has written");
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new WrongUse($"{file} cannot be read as a report.json: {unreadable.Message.ReplaceLineEndings(" ")}");
        }
    }

    /// <summary>The report with every text masked.</summary>
    public static Report Masked(Report report, Secrets secrets) => Masked(JsonSerializer.SerializeToNode(report, Options), secrets).Deserialize<Report>(Options)!;

    private static JsonNode? Masked(JsonNode? node, Secrets secrets) => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, Masked(field.Value, secrets)))),
        JsonArray items => new JsonArray([.. items.Select(item => Masked(item, secrets))]),
        JsonValue text when text.GetValueKind() == JsonValueKind.String => secrets.Mask(text.GetValue<string>()),
        _ => node?.DeepClone(),
    };

    /// <summary>A status as it stands in reports: lower case, words apart.</summary>
    public static string Name(RowStatus status) => new Words().ConvertName(status.ToString());

    private sealed class Words : JsonNamingPolicy
    {
        public override string ConvertName(string name) => KebabCaseLower.ConvertName(name).Replace('-', ' ');
    }
}
