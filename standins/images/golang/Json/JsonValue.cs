using System.Globalization;

namespace Standins.Golang.Json;

internal enum JsonKind
{
    Null,
    Bool,
    Number,
    String,
    Array,
    Object,
}

/// <summary>A value of a request, with the text it was read from.</summary>
internal sealed class JsonValue(JsonKind kind, string? text = null)
{
    private string? _text = text;

    public JsonKind Kind { get; } = kind;

    /// <summary>A string's content, a number's digits, <c>true</c> or <c>false</c>.</summary>
    public string Text => _text ??= Kind == JsonKind.String ? JsonScanner.Unquote(Source.Span) : "";

    /// <summary>A string, of which this can be told before it is decoded: a large one is twice as large then.</summary>
    public bool IsEmptyText => Kind == JsonKind.String && Source.Length <= 2;

    public List<JsonValue> Items { get; } = kind == JsonKind.Array ? [] : None;

    public List<KeyValuePair<string, JsonValue>> Members { get; } = kind == JsonKind.Object ? [] : NoMembers;

    /// <summary>The bytes of the value as they stood in the document.</summary>
    public ReadOnlyMemory<byte> Source { get; set; }

    /// <summary>The same without the document it was read from, for what outlives a request.</summary>
    public JsonValue Alone() => JsonReader.Read(Source.ToArray())!;

    public double Number => double.Parse(Text, NumberStyles.Float, CultureInfo.InvariantCulture);

    public bool IsTrue => Kind == JsonKind.Bool && Text == "true";

    /// <summary>How the original names the kind in messages.</summary>
    public string GoName => Kind switch
    {
        JsonKind.Bool => "bool",
        JsonKind.Number => "number",
        JsonKind.String => "string",
        JsonKind.Array => "array",
        JsonKind.Object => "object",
        _ => "null",
    };

    /// <summary>The last member of that exact name.</summary>
    public JsonValue? this[string name]
    {
        get
        {
            for (int i = Members.Count - 1; i >= 0; i--)
            {
                if (Members[i].Key == name)
                {
                    return Members[i].Value;
                }
            }

            return null;
        }
    }

    private static readonly List<JsonValue> None = [];
    private static readonly List<KeyValuePair<string, JsonValue>> NoMembers = [];
}
