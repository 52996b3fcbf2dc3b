using System.Text;

namespace Standins.Golang.Json;

/// <summary>The scalars of a JSON document and the place reached in it.</summary>
internal ref struct JsonScanner(ReadOnlySpan<byte> data)
{
    public const string EndsEarly = "unexpected EOF";
    private const string Escapes = "\"\\/bfnrt", Meanings = "\"\\/\b\f\n\r\t";
    private readonly ReadOnlySpan<byte> _data = data;

    public int At { get; set; }

    public readonly bool AtEnd => At == _data.Length;

    public JsonValue ReadScalar(byte c)
    {
        switch (c)
        {
            case (byte)'"':
                SkipString();
                return new JsonValue(JsonKind.String);
            case (byte)'t':
                return Literal("true", JsonKind.Bool);
            case (byte)'f':
                return Literal("false", JsonKind.Bool);
            case (byte)'n':
                return Literal("null", JsonKind.Null);
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                return ReadNumber();
            default:
                throw Invalid("looking for beginning of value");
        }
    }

    private JsonValue Literal(string word, JsonKind kind)
    {
        for (int i = 1; i < word.Length; i++)
        {
            At++;
            if (Peek() != word[i])
            {
                throw Invalid($"in literal {word} (expecting '{word[i]}')");
            }
        }

        At++;
        return new JsonValue(kind, word);
    }

    private JsonValue ReadNumber()
    {
        int start = At;
        if (Peek() == '-')
        {
            At++;
            Digit("in numeric literal");
        }

        if (Peek() == '0')
        {
            At++;
        }
        else
        {
            SkipDigits();
        }

        if (At < _data.Length && _data[At] == '.')
        {
            At++;
            Digit("after decimal point in numeric literal");
            SkipDigits();
        }

        if (At < _data.Length && _data[At] is (byte)'e' or (byte)'E')
        {
            At++;
            if (Peek() is (byte)'+' or (byte)'-')
            {
                At++;
            }

            Digit("in exponent of numeric literal");
            SkipDigits();
        }

        return new JsonValue(JsonKind.Number, Encoding.ASCII.GetString(_data[start..At]));
    }

    public string ReadString()
    {
        int start = At;
        SkipString();
        return Unquote(_data[start..At]);
    }

    /// <summary>What a string that was read says.</summary>
    public static string Unquote(ReadOnlySpan<byte> quoted)
    {
        ReadOnlySpan<byte> rest = quoted[1..^1];
        int at = rest.IndexOf((byte)'\\');
        if (at < 0)
        {
            return Encoding.UTF8.GetString(rest);
        }

        var text = new StringBuilder();
        bool halves = false;
        for (; at >= 0; at = rest.IndexOf((byte)'\\'))
        {
            text.Append(Encoding.UTF8.GetString(rest[..at]));
            bool coded = rest[at + 1] == 'u';
            char c = coded ? (char)Convert.ToUInt16(Encoding.ASCII.GetString(rest.Slice(at + 2, 4)), 16) : Meanings[Escapes.IndexOf((char)rest[at + 1], StringComparison.Ordinal)];
            text.Append(c);
            halves |= char.IsSurrogate(c);
            rest = rest[(at + (coded ? 6 : 2))..];
        }

        // Half a surrogate pair cannot be written as UTF-8: it becomes the replacement character.
        string all = text.Append(Encoding.UTF8.GetString(rest)).ToString();
        return halves ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(all)) : all;
    }

    private void SkipString()
    {
        At++;
        for (byte c = Peek(); c != '"'; c = Peek())
        {
            if (c < ' ')
            {
                throw Invalid("in string literal");
            }

            At++;
            if (c == '\\')
            {
                SkipEscape();
            }
        }

        At++;
    }

    private void SkipEscape()
    {
        byte c = Peek();
        if (c != 'u' && !Escapes.Contains((char)c, StringComparison.Ordinal))
        {
            throw Invalid("in string escape code");
        }

        At++;
        for (int i = 0; c == 'u' && i < 4; i++, At++)
        {
            if (!char.IsAsciiHexDigit((char)Peek()))
            {
                throw Invalid("in \\u hexadecimal character escape");
            }
        }
    }

    private void Digit(string where)
    {
        if (!char.IsAsciiDigit((char)Peek()))
        {
            throw Invalid(where);
        }
    }

    private void SkipDigits()
    {
        while (At < _data.Length && char.IsAsciiDigit((char)_data[At]))
        {
            At++;
        }
    }

    public void SkipSpace()
    {
        while (At < _data.Length && _data[At] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            At++;
        }
    }

    public readonly byte Peek() => At < _data.Length ? _data[At] : throw new JsonException(EndsEarly);

    public readonly JsonException Invalid(string where) => new($"invalid character {GoQuote.Single(Peek())} {where}");
}
