using Standins.Golang.Http;

namespace Standins.Golang.Json;

/// <summary>
/// Reads the first JSON value of a document and ignores what follows it, as the original's decoder does; errors have its texts.
/// No recursion: depth is bounded by a number, not by the stack.
/// </summary>
internal ref struct JsonReader(ReadOnlyMemory<byte> document)
{
    private const int MaxDepth = 10_000;
    private JsonScanner _scan = new(document.Span);

    /// <returns>Null when there is nothing but white space.</returns>
    public static JsonValue? Read(ReadOnlyMemory<byte> document) => new JsonReader(document).ReadValue();

    /// <summary>Reads a request's body; a value that is whole before the body breaks is as good as any.</summary>
    /// <returns>Null when there is nothing but white space.</returns>
    public static JsonValue? Read(Body body)
    {
        try
        {
            return Read(body.Bytes) ?? (body.Fault is null ? null : throw new JsonException(body.Fault));
        }
        catch (JsonException e) when (body.Fault is not null && e.Message == JsonScanner.EndsEarly)
        {
            throw new JsonException(body.Fault);
        }
    }

    private JsonValue? ReadValue()
    {
        _scan.SkipSpace();
        if (_scan.AtEnd)
        {
            return null;
        }

        var open = new Stack<(JsonValue Container, int Start, string? Key)>();
        string? key = null;
        while (true)
        {
            _scan.SkipSpace();
            int start = _scan.At;
            byte c = _scan.Peek();
            JsonValue value;
            if (c is (byte)'{' or (byte)'[')
            {
                _scan.At++;
                value = new JsonValue(c == '{' ? JsonKind.Object : JsonKind.Array);
                if (open.Count >= MaxDepth)
                {
                    throw new JsonException("exceeded max depth");
                }

                _scan.SkipSpace();
                if (_scan.Peek() != (c == '{' ? '}' : ']'))
                {
                    open.Push((value, start, key));
                    key = c == '{' ? ReadKey() : null;
                    continue;
                }

                _scan.At++;
            }
            else
            {
                value = _scan.ReadScalar(c);
            }

            while (true)
            {
                value.Source = document[start.._scan.At];
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

                _scan.SkipSpace();
                byte next = _scan.Peek();
                if (next == ',')
                {
                    _scan.At++;
                    _scan.SkipSpace();
                    key = isObject ? ReadKey() : null;
                    break;
                }

                if (next != (isObject ? '}' : ']'))
                {
                    throw _scan.Invalid(isObject ? "after object key:value pair" : "after array element");
                }

                _scan.At++;
                open.Pop();
                (value, start, key) = (container, containerStart, containerKey);
            }
        }
    }

    private string ReadKey()
    {
        if (_scan.Peek() != '"')
        {
            throw _scan.Invalid("looking for beginning of object key string");
        }

        string key = _scan.ReadString();
        _scan.SkipSpace();
        if (_scan.Peek() != ':')
        {
            throw _scan.Invalid("after object key");
        }

        _scan.At++;
        return key;
    }
}
