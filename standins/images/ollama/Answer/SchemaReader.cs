using System.Runtime.CompilerServices;
using Standins.Golang.Json;

namespace Ollama.Answer;

/// <summary>Reads a schema's parts: references followed, parts joined, each one and the same object whenever it is asked for.</summary>
internal sealed class SchemaReader(JsonValue root)
{
    private const int MostReferences = 128;
    private static readonly JsonValue Anything = new(JsonKind.Object);

    /// <summary>Written where a schema says nothing of a value that must be.</summary>
    public static readonly JsonValue AnyText = JsonReader.Read("""{"type":"string"}"""u8.ToArray())!;

    private readonly Dictionary<JsonValue, JsonValue> _joined = [];

    public JsonValue Root => root;

    /// <summary>What a reference points to; parts joined by <c>allOf</c> become one.</summary>
    /// <exception cref="InsufficientExecutionStackException">The parts of parts have no end that can be reached.</exception>
    public JsonValue Follow(JsonValue schema)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        for (int i = 0; schema["$ref"] is { } reference; i++)
        {
            schema = i < MostReferences ? FormatCheck.Resolve(root, reference.Text) ?? Anything : Anything;
        }

        if (schema["allOf"] is not { Items.Count: > 0 } parts)
        {
            return schema;
        }

        if (!_joined.TryGetValue(schema, out JsonValue? joined))
        {
            // A part that leads back here adds nothing.
            _joined[schema] = Anything;
            _joined[schema] = joined = Join([.. parts.Items.Select(Follow), schema]);
        }

        return joined;
    }

    /// <summary>The alternatives of <c>anyOf</c> and <c>oneOf</c>.</summary>
    public List<JsonValue> Branches(JsonValue schema) => [.. ((string[])["anyOf", "oneOf"]).SelectMany(n => schema[n]?.Items ?? []).Select(Follow)];

    public static bool IsNumeric(JsonValue schema)
        => TypeOf(schema, true) is "integer" or "number" || schema["format"]?.Text is "date" or "date-time"
            || ((string[])["anyOf", "oneOf"]).Any(n => schema[n]?.Items.Exists(IsNumeric) == true);

    /// <summary>The one type that is written: of several, null only when nothing is known.</summary>
    public static string TypeOf(JsonValue schema, bool known = false) => schema["type"] switch
    {
        { Kind: JsonKind.String } type => type.Text,
        { Kind: JsonKind.Array, Items.Count: > 0 } types => types.Items.Find(t => (t.Text == "null") != known)?.Text ?? types.Items[0].Text,
        _ => schema["items"] is not null || schema["prefixItems"] is not null ? "array"
            : schema["pattern"] is not null || schema["format"] is not null || schema["minLength"] is not null || schema["maxLength"] is not null ? "string" : "object",
    };

    /// <summary>The least or the most that a number may be.</summary>
    public static double Limit(JsonValue schema, string closed, string open, int inward, bool whole)
        => schema[closed] is { Kind: JsonKind.Number } c ? whole ? inward > 0 ? Math.Ceiling(c.Number) : Math.Floor(c.Number) : c.Number
            : schema[open] is { Kind: JsonKind.Number } o ? o.Number + (inward * (whole ? 1 : 0.001))
            : inward > 0 ? double.MinValue : double.MaxValue;

    /// <summary>A number of items.</summary>
    public static int Bound(JsonValue schema, string name, int fallback)
        => schema[name] is { Kind: JsonKind.Number } n ? (int)Math.Clamp(n.Number, 0, 1000) : fallback;

    // Each name once, so that parts of parts do not multiply: of a property the first, of everything else the last.
    private static JsonValue Join(IReadOnlyList<JsonValue> parts)
    {
        var joined = new JsonValue(JsonKind.Object);
        joined.Members.AddRange(parts.SelectMany(p => p.Members).Where(m => m.Key is not ("allOf" or "properties" or "required")).Reverse().DistinctBy(m => m.Key));
        var properties = new JsonValue(JsonKind.Object);
        properties.Members.AddRange(parts.SelectMany(p => p["properties"]?.Members ?? []).DistinctBy(m => m.Key));
        var required = new JsonValue(JsonKind.Array);
        required.Items.AddRange(parts.SelectMany(p => p["required"]?.Items ?? []).DistinctBy(i => i.Text));
        joined.Members.AddRange([new("properties", properties), new("required", required)]);
        return joined;
    }
}
