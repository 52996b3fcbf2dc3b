using System.Globalization;
using System.Text;

namespace Standins.Golang.Json;

/// <summary>Writes JSON in the order of the calls, escaped as the original does (with <c>&lt;</c>, <c>&gt;</c> and <c>&amp;</c> as \u sequences).</summary>
internal sealed class JsonText
{
    private readonly StringBuilder _text = new();
    private bool _first = true;

    public static string Of(params (string Name, string Value)[] members)
    {
        JsonText json = new JsonText().Open();
        foreach ((string name, string value) in members)
        {
            json.Str(name, value);
        }

        return json.Close().ToString();
    }

    public static string Error(string message) => Of(("error", message));

    public JsonText Open(string? name = null, char bracket = '{')
    {
        Begin(name);
        _text.Append(bracket);
        _first = true;
        return this;
    }

    public JsonText Close(char bracket = '}')
    {
        _text.Append(bracket);
        _first = false;
        return this;
    }

    public JsonText Str(string? name, string value)
    {
        Begin(name);
        Quote(_text, value);
        return this;
    }

    public JsonText Raw(string? name, string json)
    {
        Begin(name);
        _text.Append(json);
        return this;
    }

    public JsonText Num(string? name, long value) => Raw(name, value.ToString(CultureInfo.InvariantCulture));

    public JsonText Bool(string? name, bool value) => Raw(name, value ? "true" : "false");

    public JsonText List(string name, IEnumerable<string> values)
    {
        Open(name, '[');
        foreach (string value in values)
        {
            Str(null, value);
        }

        return Close(']');
    }

    public JsonText Numbers(string name, IEnumerable<int> values)
    {
        Open(name, '[');
        foreach (int value in values)
        {
            Begin(null);
            _text.Append(CultureInfo.InvariantCulture, $"{value}");
        }

        return Close(']');
    }

    public override string ToString() => _text.ToString();

    /// <param name="value">Any text.</param>
    /// <param name="escapeHtml">As an encoder does unless it is told not to.</param>
    public static string Quote(string value, bool escapeHtml = true)
    {
        var b = new StringBuilder();
        Quote(b, value, escapeHtml);
        return b.ToString();
    }

    private void Begin(string? name)
    {
        if (!_first)
        {
            _text.Append(',');
        }

        _first = false;
        if (name is not null)
        {
            Quote(_text, name);
            _text.Append(':');
        }
    }

    private static void Quote(StringBuilder b, string value, bool escapeHtml = true)
    {
        b.Append('"');
        foreach (char c in value)
        {
            _ = c switch
            {
                '"' => b.Append("\\\""),
                '\\' => b.Append(@"\\"),
                '\n' => b.Append(@"\n"),
                '\r' => b.Append(@"\r"),
                '\t' => b.Append(@"\t"),
                '\b' => b.Append(@"\b"),
                '\f' => b.Append(@"\f"),
                < ' ' or '\u2028' or '\u2029' => Escape(b, c),
                '<' or '>' or '&' when escapeHtml => Escape(b, c),
                _ => b.Append(c),
            };
        }

        b.Append('"');
    }

    private static StringBuilder Escape(StringBuilder b, char c) => b.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
}
