using System.Text;
using Ollama.Server;
using Standins.Golang.Json;

namespace Ollama.Answer;

/// <summary>Whether the field <c>format</c> of a request can be turned into a grammar.</summary>
internal static class FormatCheck
{
    private const int MaxDepth = 128;
    private static readonly string[] Types = ["string", "number", "integer", "boolean", "null", "array", "object"];
    private static readonly string[] Typeless = ["properties", "additionalProperties", "items", "prefixItems", "enum", "const", "anyOf", "oneOf", "allOf", "$ref", "pattern", "format", "minLength", "maxLength"];

    public static void Check(JsonValue? format)
    {
        if (format is null || format is { Kind: JsonKind.String, Text: "" or "json" })
        {
            return;
        }

        if (format.Kind != JsonKind.Object)
        {
            string source = Encoding.UTF8.GetString(format.Source.Span);
            throw new ApiException(500, $"invalid format: {GoQuote.Double(source)}; expected \"json\" or a valid JSON Schema object");
        }

        if (!IsSchema(format, format, 0, []))
        {
            throw new ApiException(500, "invalid JSON schema in format");
        }
    }

    /// <summary>What a reference like <c>#/$defs/Person</c> points to.</summary>
    public static JsonValue? Resolve(JsonValue root, string reference)
    {
        JsonValue? at = reference.StartsWith('#') ? root : null;
        foreach (string part in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            at = at?[part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)];
        }

        return at;
    }

    private static bool IsSchema(JsonValue root, JsonValue schema, int depth, HashSet<JsonValue> seen)
    {
        if (schema.Kind == JsonKind.Bool)
        {
            return true;
        }

        if (schema.Kind != JsonKind.Object || depth > MaxDepth)
        {
            return false;
        }

        if (schema["$ref"] is { } reference)
        {
            // What nobody refers to is not looked at.
            return reference.Kind == JsonKind.String && reference.Text.StartsWith("#/", StringComparison.Ordinal) && Resolve(root, reference.Text) is { } target
                && (!seen.Add(target) || IsSchema(root, target, depth + 1, seen));
        }

        // A pattern is for the whole text.
        if (schema["pattern"] is { Kind: JsonKind.String } pattern && !(pattern.Text.StartsWith('^') && pattern.Text.EndsWith('$')))
        {
            return false;
        }

        JsonValue? type = schema["type"];
        bool typed = type switch
        {
            null => schema.Members.Count == 0 || Typeless.Any(t => schema[t] is not null),
            { Kind: JsonKind.String } => Types.Contains(type.Text),
            { Kind: JsonKind.Array } => type.Items.TrueForAll(t => Types.Contains(t.Text)),
            _ => false,
        };
        IEnumerable<JsonValue> inner = [
            .. schema["properties"]?.Members.Select(m => m.Value) ?? [],
            .. ((string[])["anyOf", "oneOf", "allOf", "prefixItems"]).SelectMany(n => schema[n]?.Items ?? []),
            .. schema["items"] is { } items ? items.Kind == JsonKind.Array ? items.Items : [items] : (IEnumerable<JsonValue>)[],
            .. schema["additionalProperties"] is { Kind: JsonKind.Object } others ? [others] : (IEnumerable<JsonValue>)[],
        ];
        return typed && inner.All(s => IsSchema(root, s, depth + 1, seen));
    }
}
