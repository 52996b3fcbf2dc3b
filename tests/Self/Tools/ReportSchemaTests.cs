using System.Text.Json.Nodes;
using Archiv.Tests.Self.SignOff;
using Archiv.Tests.Support;
using Archiv.Tests.Support.Evidence;
using Archiv.Tests.Tools.Reporting;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Tools;

public sealed class ReportSchemaTests
{
    private static readonly JsonNode Schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "report.schema.json")))!;

    [Test]
    public void The_report_must_be_as_the_published_schema_says()
    {
        var report = Sample.Report([.. Enum.GetValues<RowStatus>().Select(status => Sample.Row("A5.1", status))]);

        Against(JsonNode.Parse(ReportJson.Write(report)), Schema, "$").Should().BeEmpty();
    }

    [Test]
    public void A_report_with_every_part_must_be_as_the_published_schema_says_and_be_read_as_it_was_written()
    {
        var text = ReportJson.Write(FullSample.Report());
        var node = JsonNode.Parse(text)!;

        Against(node, Schema, "$").Should().BeEmpty();
        Schema["properties"]!.AsObject().Select(field => field.Key).Should().BeSubsetOf(node.AsObject().Select(field => field.Key));
        ReportJson.Write(ReportJson.Masked(FullSample.Report(), new Secrets())).Should().Be(text);
    }

    [TestCase("""{"version": "1.0"}""", "$ lacks run")]
    [TestCase("""{"version": "2.0", "run": {}, "counts": {}, "rows": []}""", "$.version is 2.0")]
    [TestCase("""{"version": "1.0", "run": {}, "counts": {}, "rows": [], "more": 1}""", "$.more is not in the schema")]
    [TestCase("""{"version": "1.0", "run": {}, "counts": {}, "rows": {}}""", "$.rows is Object")]
    public void The_check_itself_must_see_what_is_wrong(string report, string expected)
    {
        Against(JsonNode.Parse(report), Schema, "$").Should().Contain(expected);
    }

    // No JSON Schema package restores here; these are the keywords that the schema uses.
    internal static IEnumerable<string> Against(JsonNode? value, JsonNode schema, string path)
    {
        var types = schema["type"] is JsonArray several ? several.Select(type => type!.ToString()).ToArray() : [schema["type"]!.ToString()];
        var kind = value?.GetValueKind().ToString() ?? "Null";
        if (!types.Any(type => Fits(value, type)))
        {
            return [$"{path} is {kind}"];
        }

        if (schema["enum"] is JsonArray allowed && !allowed.Any(one => JsonNode.DeepEquals(one, value)))
        {
            return [$"{path} is {value}"];
        }

        return value switch
        {
            JsonObject fields => Missing(fields, schema, path).Concat(fields.SelectMany(field => schema["properties"]![field.Key] is { } inner
                ? Against(field.Value, inner, $"{path}.{field.Key}")
                : [$"{path}.{field.Key} is not in the schema"])),
            JsonArray items => items.SelectMany((item, index) => Against(item, schema["items"]!, $"{path}[{index}]")),
            _ => [],
        };
    }

    private static IEnumerable<string> Missing(JsonObject fields, JsonNode schema, string path) => schema["required"]!.AsArray()
        .Select(name => name!.ToString()).Where(name => !fields.ContainsKey(name)).Select(name => $"{path} lacks {name}");

    private static bool Fits(JsonNode? value, string type) => (type, value?.GetValueKind()) switch
    {
        ("null", null) => true,
        ("object", System.Text.Json.JsonValueKind.Object) => true,
        ("array", System.Text.Json.JsonValueKind.Array) => true,
        ("string", System.Text.Json.JsonValueKind.String) => true,
        ("number", System.Text.Json.JsonValueKind.Number) => true,
        ("integer", System.Text.Json.JsonValueKind.Number) => long.TryParse(value!.ToJsonString(), out _),
        ("boolean", System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False) => true,
        _ => false,
    };
}
