using System.Globalization;
using Ollama.Go;
using Standins.Golang.Http;
using Standins.Golang.Json;

namespace Ollama.Server;

internal enum FieldKind
{
    Any,
    Text,
    Flag,
    Object,
    Array,
    Integer,
    Integers,
    Images,
    Duration,
}

/// <summary>A field as the original's type declares it.</summary>
internal sealed record Field(string Name, FieldKind Kind, string GoType = "string");

/// <summary>Puts a JSON object into fields with the original's rules: names in any case, nulls ignored, its texts for wrong types.</summary>
internal sealed class RequestBinder
{
    private readonly Dictionary<string, JsonValue> _values = [];

    public JsonValue? this[string field] => _values.GetValueOrDefault(field);

    public string Text(string field) => this[field]?.Text ?? "";

    /// <summary>Whether there is a text that is not empty, without decoding it.</summary>
    public bool HasText(string field) => this[field] is { IsEmptyText: false };

    public bool Flag(string field, bool fallback = false) => this[field] is { } value ? value.IsTrue : fallback;

    /// <summary>Nanoseconds, or null when the field is absent.</summary>
    public long? KeepAlive { get; private set; }

    /// <exception cref="JsonException">The document or one of its types is wrong.</exception>
    public static RequestBinder Bind(Body body, string type, IReadOnlyList<Field> fields)
    {
        JsonValue json = JsonReader.Read(body) ?? throw new JsonException("missing request body");
        return Bind(json, type, "", fields);
    }

    public static RequestBinder Bind(JsonValue json, string type, string path, IReadOnlyList<Field> fields)
    {
        var bound = new RequestBinder();
        if (json.Kind != JsonKind.Object)
        {
            return json.Kind == JsonKind.Null ? bound : throw new JsonException(path.Length == 0
                ? $"json: cannot unmarshal {json.GoName} into Go value of type api.{type}"
                : $"json: cannot unmarshal {json.GoName} into Go struct field {type}.{path.TrimEnd('.')} of type api.Message");
        }

        string? wrong = null;
        foreach ((string name, JsonValue value) in json.Members)
        {
            Field? field = fields.FirstOrDefault(f => f.Name == name) ?? fields.FirstOrDefault(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (field is null)
            {
                continue;
            }

            if (value.Kind == JsonKind.Null)
            {
                bound._values.Remove(field.Name);
            }
            else if (field.Kind == FieldKind.Duration)
            {
                bound.KeepAlive = ReadDuration(value);
            }
            else if (Fits(field.Kind, value.Kind))
            {
                bound._values[field.Name] = value;
            }
            else
            {
                wrong ??= $"json: cannot unmarshal {value.GoName} into Go struct field {type}.{path}{field.Name} of type {field.GoType}";
            }

            if (field.Kind is FieldKind.Integer or FieldKind.Integers && (value.Kind == JsonKind.Array ? value.Items.Find(i => !IsInteger(i)) : IsInteger(value) ? null : value) is { } odd)
            {
                string what = odd.Kind == JsonKind.Number ? $"number {odd.Text}" : odd.GoName;
                wrong ??= $"json: cannot unmarshal {what} into Go struct field {type}.{path}{field.Name} of type int";
            }
            if (field.Kind == FieldKind.Images && value.Items.Select(i => Base64.Fault(i.Source.Span)).FirstOrDefault(at => at >= 0, -1) is var at and >= 0)
            {
                wrong ??= $"illegal base64 data at input byte {at}";
            }
        }

        return wrong is null ? bound : throw new JsonException(wrong);
    }

    private static bool IsInteger(JsonValue value)
        => value.Kind == JsonKind.Null || (value.Kind == JsonKind.Number && long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _));

    private static bool Fits(FieldKind wanted, JsonKind kind) => wanted switch
    {
        FieldKind.Text => kind == JsonKind.String,
        FieldKind.Flag => kind == JsonKind.Bool,
        FieldKind.Object => kind == JsonKind.Object,
        FieldKind.Array or FieldKind.Integers or FieldKind.Images => kind == JsonKind.Array,
        _ => true,
    };

    /// <summary>A number of seconds or a text with units; negative means for ever.</summary>
    private static long ReadDuration(JsonValue value)
    {
        switch (value.Kind)
        {
            case JsonKind.Number:
                double seconds = value.Number;
                return seconds < 0 || seconds * 1e9 >= long.MaxValue ? GoDuration.Forever : (long)(seconds * 1e9);
            case JsonKind.String:
                try
                {
                    long duration = GoDuration.Parse(value.Text);
                    return duration < 0 ? GoDuration.Forever : duration;
                }
                catch (FormatException e)
                {
                    throw new JsonException(e.Message);
                }

            default:
                string type = value.Kind switch { JsonKind.Bool => "bool", JsonKind.Array => "[]interface {}", _ => "map[string]interface {}" };
                throw new JsonException($"Unsupported type: '{type}'");
        }
    }
}
