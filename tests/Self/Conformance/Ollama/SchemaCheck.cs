using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>Says where a value breaks a schema; as much of the language as the model server's grammars know.</summary>
internal static class SchemaCheck
{
    public static string? Error(JsonNode root, JsonNode schema, JsonNode? value)
    {
        if (schema["$ref"] is { } reference)
        {
            return Error(root, reference.ToString().Split('/').Skip(1).Aggregate(root, (at, part) => at[part]!), value);
        }

        JsonValueKind kind = value?.GetValueKind() ?? JsonValueKind.Null;
        return Any(root, schema, value)
            ?? (schema["allOf"] as JsonArray)?.Select(s => Error(root, s!, value)).FirstOrDefault(e => e is not null)
            ?? (schema["const"] is { } constant && !JsonNode.DeepEquals(constant, value) ? "const" : null)
            ?? (schema["enum"] is JsonArray choices && !choices.Any(c => JsonNode.DeepEquals(c, value)) ? "enum" : null)
            ?? (schema["type"] is { } type && !Types(type).Any(t => Is(t, kind, value)) ? $"type {type}" : null)
            ?? kind switch
            {
                JsonValueKind.Object => Members(root, schema, (JsonObject)value!),
                JsonValueKind.Array => Items(root, schema, (JsonArray)value!),
                JsonValueKind.String => Text(schema, value!.ToString()),
                JsonValueKind.Number => Number(schema, (double)value!),
                _ => null,
            };
    }

    private static string? Any(JsonNode root, JsonNode schema, JsonNode? value)
        => (schema["anyOf"] ?? schema["oneOf"]) is JsonArray branches && branches.All(b => Error(root, b!, value) is not null) ? "no branch" : null;

    private static string? Members(JsonNode root, JsonNode schema, JsonObject value)
        => value.Count < ((int?)schema["minProperties"] ?? 0) ? "number of properties" : (schema["required"] as JsonArray)?.Select(r => value.ContainsKey(r!.ToString()) ? null : $"{r} missing").FirstOrDefault(e => e is not null)
            ?? value.Select(m => (schema["properties"]?[m.Key] ?? schema["additionalProperties"] as JsonObject) is { } s ? Error(root, s, m.Value) : schema["additionalProperties"]?.ToString() == "false" ? $"{m.Key} not allowed" : null)
                .FirstOrDefault(e => e is not null);

    private static string? Items(JsonNode root, JsonNode schema, JsonArray value)
        => value.Count < ((int?)schema["minItems"] ?? 0) || value.Count > ((int?)schema["maxItems"] ?? int.MaxValue) ? "number of items"
            : value.Select((v, i) => (schema["prefixItems"]?[i] ?? schema["items"]) is { } s ? Error(root, s, v) : null).FirstOrDefault(e => e is not null);

    private static string? Text(JsonNode schema, string value)
        => value.Length < ((int?)schema["minLength"] ?? 0) || value.Length > ((int?)schema["maxLength"] ?? int.MaxValue) ? "length"
            : schema["pattern"] is { } pattern && !Regex.IsMatch(value, pattern.ToString(), RegexOptions.None, TimeSpan.FromSeconds(1)) ? "pattern"
            : schema["format"]?.ToString() switch
            {
                "date" => Regex.IsMatch(value, @"^\d{4}-\d\d-\d\d$", RegexOptions.None, TimeSpan.FromSeconds(1)) ? null : "date",
                "date-time" => DateTimeOffset.TryParse(value, out _) ? null : "date-time",
                "uuid" => Guid.TryParse(value, out _) ? null : "uuid",
                _ => null,
            };

    private static string? Number(JsonNode schema, double value)
        => value < ((double?)schema["minimum"] ?? double.MinValue) || value > ((double?)schema["maximum"] ?? double.MaxValue)
            || value <= ((double?)schema["exclusiveMinimum"] ?? double.MinValue) ? "range"
            : schema["multipleOf"] is { } step && value / (double)step % 1 != 0 ? "multiple" : null;

    private static IEnumerable<string> Types(JsonNode type) => type is JsonArray many ? many.Select(t => t!.ToString()) : [type.ToString()];

    private static bool Is(string type, JsonValueKind kind, JsonNode? value) => type switch
    {
        "string" => kind == JsonValueKind.String,
        "integer" => kind == JsonValueKind.Number && (double)value! == Math.Floor((double)value!),
        "number" => kind == JsonValueKind.Number,
        "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
        "null" => kind == JsonValueKind.Null,
        "array" => kind == JsonValueKind.Array,
        _ => kind == JsonValueKind.Object,
    };
}
