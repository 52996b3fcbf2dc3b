using System.Text.Json;
using System.Text.Json.Nodes;

namespace Archiv.Tests.Self.Checks.Reading;

/// <summary>JSON in a form in which the same model is the same text: keys in order, numbers by value.</summary>
internal static class Canonical
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Of(JsonNode? node) => Ordered(node)?.ToJsonString(Indented) ?? "null";

    private static JsonNode? Ordered(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => KeyValuePair.Create(entry.Key, Ordered(entry.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Ordered)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => JsonValue.Create(value.GetValue<double>()),
        _ => node?.DeepClone(),
    };
}
