using System.Globalization;
using System.Text;
using Standins.Golang.Json;

namespace Ollama.Answer;

/// <summary>Writes a value of any JSON schema, filled with what the question says wherever a property's name asks for it.</summary>
internal sealed class SchemaFiller(JsonValue root, Question question)
{
    private const int MaxDepth = 32;

    public string Fill() => Value(root, Role.Unknown, 0, 0)!;

    /// <summary>The value as JSON; the item says which of several known values is wanted.</summary>
    private string Value(JsonValue schema, Role role, int item, int depth)
    {
        schema = Follow(schema);
        if (schema["const"] is { } constant)
        {
            return Source(constant);
        }

        if (schema["enum"] is { Items.Count: > 0 } choices)
        {
            return Source(Choose(choices.Items, role, item));
        }

        if (Branches(schema) is { Count: > 0 } branches)
        {
            bool known = branches.Exists(b => HasValue(b, role, item, depth));
            JsonValue? branch = known ? branches.Find(b => HasValue(b, role, item, depth)) : branches.Find(b => TypeOf(b) == "null") ?? branches[0];
            return Value(branch!, role, item, depth + 1);
        }

        return TypeOf(schema, KnownFor(role).Count > item) switch
        {
            "object" => Object(schema, role, item, depth),
            "array" => Array(schema, role, depth),
            "integer" => Number(schema, role, item, whole: true),
            "number" => Number(schema, role, item, whole: false),
            "boolean" => "false",
            "null" => "null",
            _ => JsonText.Quote(TextValue.Fit(schema, role, KnownFor(role).ElementAtOrDefault(item) ?? "", question)),
        };
    }

    private string Object(JsonValue schema, Role role, int item, int depth)
    {
        HashSet<string> required = [.. schema["required"]?.Items.Select(i => i.Text) ?? []];
        var json = new StringBuilder("{");
        foreach ((string name, JsonValue property) in schema["properties"]?.Members ?? [])
        {
            JsonValue target = Follow(property);
            Role own = PropertyRole.Of(name, target["description"]?.Text ?? property["description"]?.Text ?? "", IsNumeric(target), role);
            int index = own == role ? item : 0;
            if (depth < MaxDepth && (required.Contains(name) || HasValue(target, own, index, depth)))
            {
                json.Append(json.Length > 1 ? ", " : "").Append(JsonText.Quote(name)).Append(": ").Append(Value(target, own, index, depth + 1));
            }
        }

        return json.Append('}').ToString();
    }

    private string Array(JsonValue schema, Role role, int depth)
    {
        JsonValue? fixedItems = schema["prefixItems"] ?? (schema["items"] is { Kind: JsonKind.Array } tuple ? tuple : null);
        if (fixedItems is not null)
        {
            return "[" + string.Join(", ", fixedItems.Items.Select((s, i) => Value(s, role, i, depth + 1))) + "]";
        }

        int least = Bound(schema, "minItems", 0), most = Bound(schema, "maxItems", 32);
        JsonValue items = schema["items"] is { Kind: JsonKind.Object } i ? i : new JsonValue(JsonKind.Object);
        int known = KnownFor(role).Count;
        if (Follow(items)["enum"] is { } choices)
        {
            // Only the choices that something in the question means.
            JsonValue[] meant = [.. Enumerable.Range(0, known).Select(n => Match(choices.Items, role, n)).OfType<JsonValue>().Distinct()];
            return "[" + string.Join(", ", meant.Concat(choices.Items.Except(meant).Take(Math.Max(0, least - meant.Length))).Take(most).Select(Source)) + "]";
        }

        int count = depth >= MaxDepth ? least : Math.Clamp(known, least, Math.Max(least, most));
        return "[" + string.Join(", ", Enumerable.Range(0, count).Select(n => Value(items, role, n, depth + 1))) + "]";
    }

    private string Number(JsonValue schema, Role role, int item, bool whole)
    {
        double value = double.TryParse(KnownFor(role).ElementAtOrDefault(item), NumberStyles.Float, CultureInfo.InvariantCulture, out double known) ? known
            : schema["default"] is { Kind: JsonKind.Number } standard ? standard.Number : 0;
        double least = Limit(schema, "minimum", "exclusiveMinimum", +1, whole), most = Limit(schema, "maximum", "exclusiveMaximum", -1, whole);
        value = Math.Min(Math.Max(value, least), Math.Max(least, most));
        return (whole ? Math.Round(value) : value).ToString("0.###############", CultureInfo.InvariantCulture);
    }

    private bool HasValue(JsonValue schema, Role role, int item, int depth)
    {
        schema = Follow(schema);
        return depth < MaxDepth && (Branches(schema) is { Count: > 0 } branches ? branches.Exists(b => HasValue(b, role, item, depth + 1))
            : schema["enum"] is { } choices ? Match(choices.Items, role, item) is not null
            : TypeOf(schema, true) switch
            {
                "object" => schema["properties"]?.Members.Exists(p => HasValue(p.Value,
                    PropertyRole.Of(p.Key, p.Value["description"]?.Text ?? "", IsNumeric(Follow(p.Value)), role), item, depth + 1)) == true,
                "null" => false,
                "integer" or "number" => double.TryParse(KnownFor(role).ElementAtOrDefault(item), CultureInfo.InvariantCulture, out _),
                _ => KnownFor(role).Count > item,
            });
    }

    private JsonValue Choose(List<JsonValue> choices, Role role, int item)
        => Match(choices, role, item)
            ?? choices.Find(c => c.Kind == JsonKind.Null)
            ?? choices.Find(c => c.Text.ToLowerInvariant() is "" or "unknown" or "unbekannt" or "any" or "all" or "alle" or "none" or "keine" or "other" or "sonstige" or "sonstiges")
            ?? choices[0];

    private JsonValue? Match(List<JsonValue> choices, Role role, int item)
    {
        string? known = KnownFor(role).ElementAtOrDefault(item);
        return choices.Find(c => known is not null && c.Text.Equals(known, StringComparison.OrdinalIgnoreCase))
            ?? (known is not null && role == Role.Type ? choices.Find(c => DocumentTypes.Means(c.Text, known)) : null)
            ?? (item == 0 ? choices.Find(c => c.Text.Length > 2 && question.Text.Contains(c.Text, StringComparison.OrdinalIgnoreCase)) : null);
    }

    private IReadOnlyList<string> KnownFor(Role role) => role switch
    {
        Role.YearFrom => Years(question.Years.From),
        Role.YearTo => Years(question.Years.To),
        Role.Year => Years(question.Years.From ?? question.Years.To),
        Role.Sender => question.Senders,
        Role.Recipient => question.Recipients,
        Role.Person => question.Persons,
        Role.Place => question.Places,
        Role.Type => question.Types,
        Role.Words => question.Words,
        Role.Question => question.Words.Count > 0 ? [string.Join(' ', question.Words)] : [],
        Role.Confidence => ["0.9"],
        Role.Language => ["de"],
        _ => [],
    };

    private static string[] Years(int? year) => year is { } y ? [y.ToString(CultureInfo.InvariantCulture)] : [];

    private List<JsonValue> Branches(JsonValue schema) => [.. ((string[])["anyOf", "oneOf"]).SelectMany(n => schema[n]?.Items ?? []).Select(Follow)];

    /// <summary>What a reference points to; parts joined by <c>allOf</c> become one.</summary>
    private JsonValue Follow(JsonValue schema)
    {
        for (int i = 0; i < MaxDepth && schema["$ref"] is { } reference; i++)
        {
            schema = FormatCheck.Resolve(root, reference.Text) ?? new JsonValue(JsonKind.Object);
        }

        if (schema["allOf"] is not { Items.Count: > 0 } parts)
        {
            return schema;
        }

        var joined = new JsonValue(JsonKind.Object);
        joined.Members.AddRange(parts.Items.SelectMany(p => Follow(p).Members).Concat(schema.Members.Where(m => m.Key != "allOf")));
        var properties = new JsonValue(JsonKind.Object);
        properties.Members.AddRange(joined.Members.Where(m => m.Key == "properties").SelectMany(m => m.Value.Members));
        var required = new JsonValue(JsonKind.Array);
        required.Items.AddRange(joined.Members.Where(m => m.Key == "required").SelectMany(m => m.Value.Items));
        joined.Members.AddRange([new("properties", properties), new("required", required)]);
        return joined;
    }

    private static bool IsNumeric(JsonValue schema)
        => TypeOf(schema, true) is "integer" or "number" || schema["format"]?.Text is "date" or "date-time"
            || ((string[])["anyOf", "oneOf"]).Any(n => schema[n]?.Items.Exists(IsNumeric) == true);

    /// <summary>The one type that is written: of several, null only when nothing is known.</summary>
    private static string TypeOf(JsonValue schema, bool known = false) => schema["type"] switch
    {
        { Kind: JsonKind.String } type => type.Text,
        { Kind: JsonKind.Array, Items.Count: > 0 } types => types.Items.Find(t => (t.Text == "null") != known)?.Text ?? types.Items[0].Text,
        _ => schema["items"] is not null || schema["prefixItems"] is not null ? "array"
            : schema["pattern"] is not null || schema["format"] is not null || schema["minLength"] is not null || schema["maxLength"] is not null ? "string" : "object",
    };

    private static double Limit(JsonValue schema, string closed, string open, int inward, bool whole)
        => schema[closed] is { Kind: JsonKind.Number } c ? whole ? inward > 0 ? Math.Ceiling(c.Number) : Math.Floor(c.Number) : c.Number
            : schema[open] is { Kind: JsonKind.Number } o ? o.Number + (inward * (whole ? 1 : 0.001))
            : inward > 0 ? double.MinValue : double.MaxValue;

    private static int Bound(JsonValue schema, string name, int fallback)
        => schema[name] is { Kind: JsonKind.Number } n ? (int)Math.Clamp(n.Number, 0, 1000) : fallback;

    private static string Source(JsonValue value) => Encoding.UTF8.GetString(value.Source.Span);
}
