using System.Text;

namespace Ollama.Go;

/// <summary>The message is the one that the original gives to its caller.</summary>
internal sealed class JsonException(string message) : Exception(message);

/// <summary>
/// Reads the first JSON value of a document and ignores what follows it, as the original's decoder does; errors have its texts.
/// No recursion: depth is bounded by a number, not by the stack.
/// </summary>
internal ref struct JsonReader(ReadOnlyMemory<byte> document)
{
    private const int MaxDepth = 10_000;
    private readonly ReadOnlySpan<byte> _data = document.Span;
    private int _at;

    /// <returns>Null when there is nothing but white space.</returns>
    public static JsonValue? Read(ReadOnlyMemory<byte> document) => new JsonReader(document).ReadValue();

    private JsonValue? ReadValue()
    {
        SkipSpace();
        if (_at == _data.Length)
        {
            return null;
        }

        var open = new Stack<(JsonValue Container, int Start, string? Key)>();
        string? key = null;
        while (true)
        {
            SkipSpace();
            int start = _at;
            byte c = Peek();
            JsonValue value;
            if (c is (byte)'{' or (byte)'[')
            {
                _at++;
                value = new JsonValue(c == '{' ? JsonKind.Object : JsonKind.Array);
                if (open.Count >= MaxDepth)
                {
                    throw new JsonException("exceeded max depth");
                }

                SkipSpace();
                if (Peek() != (c == '{' ? '}' : ']'))
                {
                    open.Push((value, start, key));
                    key = c == '{' ? ReadKey() : null;
                    continue;
                }

                _at++;
            }
            else
            {
                value = ReadScalar(c);
            }

            while (true)
            {
                value.Source = document[start.._at];
                if (open.Count == 0)
                {
                    return value;
                }

                (JsonValue container, int containerStart, string? containerKey) = open.Peek();
                bool isObject = container.Kind == JsonKind.Object;
                if (isObject)
                {
                    container.Members.Add(new(key!, value));
                }
                else
                {
                    container.Items.Add(value);
                }

                SkipSpace();
                byte next = Peek();
                if (next == ',')
                {
                    _at++;
                    SkipSpace();
                    key = isObject ? ReadKey() : null;
                    break;
                }

                if (next != (isObject ? '}' : ']'))
                {
                    throw Invalid(isObject ? "after object key:value pair" : "after array element");
                }

                _at++;
                open.Pop();
                (value, start, key) = (container, containerStart, containerKey);
            }
        }
    }

    private string ReadKey()
    {
        if (Peek() != '"')
        {
            throw Invalid("looking for beginning of object key string");
        }

        string key = ReadString();
        SkipSpace();
        if (Peek() != ':')
        {
            throw Invalid("after object key");
        }

        _at++;
        return key;
    }

    private JsonValue ReadScalar(byte c)
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
            _at++;
            if (Peek() != word[i])
            {
                throw Invalid($"in literal {word} (expecting '{word[i]}')");
            }
        }

        _at++;
        return new JsonValue(kind, word);
    }

    private JsonValue ReadNumber()
    {
        int start = _at;
        if (Peek() == '-')
        {
            _at++;
            Digit("in numeric literal");
        }

        if (Peek() == '0')
        {
            _at++;
        }
        else
        {
            SkipDigits();
        }

        if (_at < _data.Length && _data[_at] == '.')
        {
            _at++;
            Digit("after decimal point in numeric literal");
            SkipDigits();
        }

        if (_at < _data.Length && _data[_at] is (byte)'e' or (byte)'E')
        {
            _at++;
            if (Peek() is (byte)'+' or (byte)'-')
            {
                _at++;
            }

            Digit("in exponent of numeric literal");
            SkipDigits();
        }

        return new JsonValue(JsonKind.Number, Encoding.ASCII.GetString(_data[start.._at]));
    }

    private string ReadString()
    {
        int start = ++_at;
        StringBuilder? text = null;
        while (true)
        {
            byte c = Peek();
            if (c == '"')
            {
                string rest = Encoding.UTF8.GetString(_data[start.._at]);
                _at++;
                // Half a surrogate pair cannot be written as UTF-8: it becomes the replacement character.
                return text is null ? rest : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Append(rest).ToString()));
            }

            if (c < ' ')
            {
                throw Invalid("in string literal");
            }

            if (c == '\\')
            {
                text = (text ?? new StringBuilder()).Append(Encoding.UTF8.GetString(_data[start.._at]));
                _at++;
                text.Append(ReadEscape());
                start = _at;
            }
            else
            {
                _at++;
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
                _at++;
                if (!char.IsAsciiHexDigit((char)Peek()))
                {
                    throw Invalid("in \\u hexadecimal character escape");
                }

                code = (code * 16) + Convert.ToInt32(((char)_data[_at]).ToString(), 16);
            }

            _at++;
            return (char)code;
        }

        int known = "\"\\/bfnrt".IndexOf((char)c, StringComparison.Ordinal);
        if (known < 0)
        {
            throw Invalid("in string escape code");
        }

        _at++;
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
        while (_at < _data.Length && char.IsAsciiDigit((char)_data[_at]))
        {
            _at++;
        }
    }

    private void SkipSpace()
    {
        while (_at < _data.Length && _data[_at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            _at++;
        }
    }

    private readonly byte Peek() => _at < _data.Length ? _data[_at] : throw new JsonException("unexpected EOF");

    private readonly JsonException Invalid(string where) => new($"invalid character {GoQuote.Single(Peek())} {where}");
}
