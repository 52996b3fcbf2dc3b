using System.Text;

namespace Standins.Golang.Json;

/// <summary>The scalars of a JSON document and the place reached in it.</summary>
internal ref struct JsonScanner(ReadOnlySpan<byte> data)
{
    public const string EndsEarly = "unexpected EOF";
    private readonly ReadOnlySpan<byte> _data = data;

    public int At { get; set; }

    public readonly bool AtEnd => At == _data.Length;

    public JsonValue ReadScalar(byte c)
    {
        switch (c)
        {
            case (byte)'"':
                return new JsonValue(JsonKind.String, ReadString());
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
        int start = ++At;
        StringBuilder? text = null;
        while (true)
        {
            byte c = Peek();
            if (c == '"')
            {
                string rest = Encoding.UTF8.GetString(_data[start..At]);
                At++;
                // Half a surrogate pair cannot be written as UTF-8: it becomes the replacement character.
                return text is null ? rest : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Append(rest).ToString()));
            }

            if (c < ' ')
            {
                throw Invalid("in string literal");
            }

            if (c == '\\')
            {
                text = (text ?? new StringBuilder()).Append(Encoding.UTF8.GetString(_data[start..At]));
                At++;
                text.Append(ReadEscape());
                start = At;
            }
            else
            {
                At++;
            }
        }
    }

    private char ReadEscape()
    {
        byte c = Peek();
        if (c == 'u')
        {
            int code = 0;
            for (int i = 0; i < 4; i++)
            {
                At++;
                if (!char.IsAsciiHexDigit((char)Peek()))
                {
                    throw Invalid("in \\u hexadecimal character escape");
                }

                code = (code * 16) + Convert.ToInt32(((char)_data[At]).ToString(), 16);
            }

            At++;
            return (char)code;
        }

        int known = "\"\\/bfnrt".IndexOf((char)c, StringComparison.Ordinal);
        if (known < 0)
        {
            throw Invalid("in string escape code");
        }

        At++;
        return "\"\\/\b\f\n\r\t"[known];
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
