using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

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

    /// <summary>A status as it stands in reports: lower case, words apart.</summary>
    public static string Name(RowStatus status) => new Words().ConvertName(status.ToString());

    private sealed class Words : JsonNamingPolicy
    {
        public override string ConvertName(string name) => KebabCaseLower.ConvertName(name).Replace('-', ' ');
    }
}
