using System.Globalization;
using System.Text;

namespace Standins.Toxiproxy.Json;

/// <summary>Reads the first JSON value of a body and ignores what follows it; complains in Go's words. Depth costs no stack.</summary>
internal sealed class GoJsonParser(byte[] body)
{
    private const int MaxDepth = 10_000;
    private const string ValueStart = "looking for beginning of value";
    private const string KeyStart = "looking for beginning of object key string";
    private readonly Stack<(GoValue Container, string Name)> _open = new();
    private int _at;

    /// <exception cref="GoJsonException">The body is empty, ends too early or is not JSON.</exception>
    public GoValue Parse()
    {
        SkipSpace();
        if (_at == body.Length)
        {
            throw new GoJsonException("EOF");
        }

        var name = "";
        while (true)
        {
            var value = Value();
            if (value.Kind is "object" or "array" && Next() is var c && c != (value.Kind == "object" ? '}' : ']'))
            {
                _open.Push((value, name));
                if (_open.Count > MaxDepth)
                {
                    throw new GoJsonException("exceeded max depth");
                }

                name = value.Kind == "object" ? Key() : "";
                continue;
            }
            else if (value.Kind is "object" or "array")
            {
                _at++;
            }

            // Close every container that ends here.
            while (true)
            {
                if (!_open.TryPop(out var outer))
                {
                    return value;
                }

                outer.Container.Members.Add((name, value));
                if (Continues(outer.Container))
                {
                    _open.Push(outer);
                    name = outer.Container.Kind == "object" ? Key() : "";
                    break;
                }

                (value, name) = (outer.Container, outer.Name);
            }
        }
    }

    private bool Continues(GoValue container)
    {
        var isObject = container.Kind == "object";
        var c = Next();
        if (c != ',' && c != (isObject ? '}' : ']'))
        {
            throw Invalid(c, isObject ? "after object key:value pair" : "after array element");
        }

        _at++;
        return c == ',';
    }

    private string Key()
    {
        var c = Next();
        if (c != '"')
        {
            throw Invalid(c, KeyStart);
        }

        var name = String();
        c = Next();
        if (c != ':')
        {
            throw Invalid(c, "after object key");
        }

        _at++;
        return name;
    }

    private GoValue Value()
    {
        var c = Next();
        switch (c)
        {
            case (byte)'{':
                _at++;
                return new("object", "", []);
            case (byte)'[':
                _at++;
                return new("array", "", []);
            case (byte)'"':
                return new("string", String(), []);
            case (byte)'t':
                return Literal("true", new("bool", "true", []));
            case (byte)'f':
                return Literal("false", new("bool", "false", []));
            case (byte)'n':
                return Literal("null", GoValue.Null);
            default:
                return c == '-' || char.IsAsciiDigit((char)c) ? new("number", Number(), []) : throw Invalid(c, ValueStart);
        }
    }

    private GoValue Literal(string word, GoValue node)
    {
        foreach (var expected in word)
        {
            if (Peek() != expected)
            {
                throw Invalid(Peek(), $"in literal {word} (expecting '{expected}')");
            }

            _at++;
        }

        return node;
    }

    private string Number()
    {
        var start = _at;
        _at += Peek() == '-' ? 1 : 0;
        if (Peek() == '0')
        {
            _at++;
        }
        else
        {
            Digits("in numeric literal");
        }

        if (_at < body.Length && body[_at] == '.')
        {
            _at++;
            Digits("after decimal point in numeric literal");
        }

        if (_at < body.Length && body[_at] is (byte)'e' or (byte)'E')
        {
            _at++;
            _at += Peek() is (byte)'+' or (byte)'-' ? 1 : 0;
            Digits("in exponent of numeric literal");
        }

        return Encoding.ASCII.GetString(body, start, _at - start);
    }

    private void Digits(string context)
    {
        if (!char.IsAsciiDigit((char)Peek()))
        {
            throw Invalid(Peek(), context);
        }

        while (_at < body.Length && char.IsAsciiDigit((char)body[_at]))
        {
            _at++;
        }
    }

    private string String()
    {
        var text = new StringBuilder();
        var start = ++_at;
        while (true)
        {
            var c = Peek();
            if (c < 0x20)
            {
                throw Invalid(c, "in string literal");
            }

            if (c is not ((byte)'"' or (byte)'\\'))
            {
                _at++;
                continue;
            }

            text.Append(Encoding.UTF8.GetString(body, start, _at++ - start));
            if (c == '"')
            {
                // Lone surrogates become replacement characters on the way through UTF-8.
                return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ToString()));
            }

            text.Append(Escape());
            start = _at;
        }
    }

    private char Escape()
    {
        var c = Peek();
        _at++;
        if (c != 'u')
        {
            return "\"\\/bfnrt".IndexOf((char)c, StringComparison.Ordinal) is >= 0 and var index
                ? "\"\\/\b\f\n\r\t"[index]
                : throw Invalid(c, "in string escape code");
        }

        var code = 0;
        for (var i = 0; i < 4; i++)
        {
            if (!char.IsAsciiHexDigit((char)Peek()))
            {
                throw Invalid(Peek(), "in \\u hexadecimal character escape");
            }

            code = (code << 4) | int.Parse(((char)body[_at++]).ToString(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        }

        return (char)code;
    }

    private byte Next()
    {
        SkipSpace();
        return Peek();
    }

    private byte Peek() => _at < body.Length ? body[_at] : throw new GoJsonException("unexpected EOF");

    private void SkipSpace()
    {
        while (_at < body.Length && body[_at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            _at++;
        }
    }

    private static GoJsonException Invalid(byte c, string context)
    {
        var quoted = c switch
        {
            (byte)'\'' => "\\'",
            (byte)'\\' => "\\\\",
            (byte)'\n' => "\\n",
            (byte)'\r' => "\\r",
            (byte)'\t' => "\\t",
            (byte)'\b' => "\\b",
            (byte)'\f' => "\\f",
            0x07 => "\\a",
            0x0b => "\\v",
            < 0x20 or 0x7f => $"\\x{c:x2}",
            >= 0x80 and <= 0xa0 or 0xad => $"\\u{(int)c:x4}",
            _ => ((char)c).ToString(),
        };
        return new($"invalid character '{quoted}' {context}");
    }
}
