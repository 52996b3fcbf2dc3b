using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Standins.Golang.Json;

namespace Ollama.Answer;

/// <summary>
/// Writes a value of any JSON schema, filled with what the question says wherever a property's name asks for it. What need not be is not written again
/// inside of itself; what must be without end ends where no context could hold it.
/// </summary>
internal sealed class SchemaFiller(JsonValue root, KnownValues known, CancellationToken gone)
{
    // More than the tokens of any context hold.
    private const int MostText = 1_000_000;

    private readonly SchemaReader _schemas = new(root);
    private readonly StringBuilder _json = new();
    private readonly Dictionary<(JsonValue, Role, int), bool> _hasValue = [];
    private readonly HashSet<JsonValue> _open = [];

    /// <summary>The value as JSON; cut off where it has no end.</summary>
    /// <exception cref="OperationCanceledException">The caller left.</exception>
    public string Fill()
    {
        try
        {
            Write(root, Role.Unknown, 0);
        }
        catch (InsufficientExecutionStackException)
        {
            // Endless, and this much is told.
        }

        return _json.ToString();
    }

    // The item says which of several known values is wanted.
    private void Write(JsonValue schema, Role role, int item)
    {
        gone.ThrowIfCancellationRequested();
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (_json.Length > MostText)
        {
            throw new InsufficientExecutionStackException();
        }

        schema = _schemas.Follow(schema);
        bool first = _open.Add(schema);
        if (schema["const"] is { } constant)
        {
            Put(Source(constant));
        }
        else if (schema["enum"] is { Items.Count: > 0 } choices)
        {
            Put(Source(known.Choose(choices.Items, role, item)));
        }
        else if (_schemas.Branches(schema) is { Count: > 0 } branches)
        {
            Write(Branch(branches, role, item), role, item);
        }
        else
        {
            WriteTyped(schema, role, item);
        }

        if (first)
        {
            _open.Remove(schema);
        }
    }

    private void WriteTyped(JsonValue schema, Role role, int item)
    {
        switch (SchemaReader.TypeOf(schema, known.For(role).Count > item))
        {
            case "object":
                Object(schema, role, item);
                break;
            case "array":
                Array(schema, role);
                break;
            case "integer":
                Put(Number(schema, role, item, whole: true));
                break;
            case "number":
                Put(Number(schema, role, item, whole: false));
                break;
            case "boolean":
                Put("false");
                break;
            case "null":
                Put("null");
                break;
            default:
                Put(JsonText.Quote(TextValue.Fit(schema, role, known.For(role).ElementAtOrDefault(item) ?? "", known.Question)));
                break;
        }
    }

    private JsonValue Branch(List<JsonValue> branches, Role role, int item)
        => branches.Find(b => HasValue(b, role, item))
            ?? branches.Find(b => SchemaReader.TypeOf(b) == "null")
            ?? branches.Find(b => !_open.Contains(b))
            ?? branches[0];

    private void Object(JsonValue schema, Role role, int item)
    {
        HashSet<string> required = [.. schema["required"]?.Items.Select(i => i.Text) ?? []];
        string between = "";
        int written = 0, fewest = SchemaReader.Bound(schema, "minProperties", 0), left = schema["properties"]?.Members.Count ?? 0;
        Put("{");
        foreach ((string name, JsonValue property) in schema["properties"]?.Members ?? [])
        {
            JsonValue target = _schemas.Follow(property);
            Role own = RoleOf(name, property, target, role);
            int index = own == role ? item : 0;
            if (required.Contains(name) || HasValue(target, own, index) || (written + left <= fewest && !_open.Contains(target)))
            {
                Put(between + JsonText.Quote(name) + ": ");
                Write(target, own, index);
                between = ", ";
                written++;
            }

            left--;
        }

        // Too few are declared: others, when they may be.
        JsonValue others = _schemas.Follow(schema["additionalProperties"] is { Kind: JsonKind.Object } o ? o : SchemaReader.AnyText);
        for (; written < fewest && schema["additionalProperties"] is not { Kind: JsonKind.Bool, IsTrue: false } && !_open.Contains(others); written++)
        {
            Put($"{between}\"property{written + 1}\": ");
            Write(others, Role.Unknown, 0);
            between = ", ";
        }

        Put("}");
    }

    private void Array(JsonValue schema, Role role)
    {
        JsonValue? fixedItems = schema["prefixItems"] ?? (schema["items"] is { Kind: JsonKind.Array } tuple ? tuple : null);
        int least = SchemaReader.Bound(schema, "minItems", 0), most = SchemaReader.Bound(schema, "maxItems", 32);
        JsonValue items = _schemas.Follow(schema["items"] is { Kind: JsonKind.Object } i ? i : new JsonValue(JsonKind.Object));
        int values = known.For(role).Count;
        if (fixedItems is not null)
        {
            List(fixedItems.Items.Count, n => Write(fixedItems.Items[n], role, n));
        }
        else if (items["enum"] is { } choices)
        {
            // Only the choices that something in the question means.
            JsonValue[] meant = [.. Enumerable.Range(0, values).Select(n => known.Match(choices.Items, role, n)).OfType<JsonValue>().Distinct()];
            JsonValue[] taken = [.. meant.Concat(choices.Items.Except(meant).Take(Math.Max(0, least - meant.Length))).Take(most)];
            List(taken.Length, n => Put(Source(taken[n])));
        }
        else
        {
            List(_open.Contains(items) ? least : Math.Clamp(values, least, Math.Max(least, most)), n => Write(items, role, n));
        }
    }

    private void List(int count, Action<int> write)
    {
        Put("[");
        for (int n = 0; n < count; n++)
        {
            Put(n > 0 ? ", " : "");
            write(n);
        }

        Put("]");
    }

    private string Number(JsonValue schema, Role role, int item, bool whole)
    {
        double value = double.TryParse(known.For(role).ElementAtOrDefault(item), NumberStyles.Float, CultureInfo.InvariantCulture, out double said) ? said
            : schema["default"] is { Kind: JsonKind.Number } standard ? standard.Number : 0;
        double least = SchemaReader.Limit(schema, "minimum", "exclusiveMinimum", +1, whole), most = SchemaReader.Limit(schema, "maximum", "exclusiveMaximum", -1, whole);
        value = Math.Min(Math.Max(value, least), Math.Max(least, most));
        if (schema["multipleOf"] is { Kind: JsonKind.Number, Number: > 0 and var step })
        {
            value = Math.Round(value / step);
            value = (value * step < least ? value + 1 : value * step > most ? value - 1 : value) * step;
        }

        return (whole ? Math.Round(value) : value).ToString("0.###############", CultureInfo.InvariantCulture);
    }

    // Whether the question says anything for it. What is being written already says nothing new.
    private bool HasValue(JsonValue schema, Role role, int item)
    {
        schema = _schemas.Follow(schema);
        if (_open.Contains(schema))
        {
            return false;
        }

        if (!_hasValue.TryGetValue((schema, role, item), out bool has))
        {
            _hasValue[(schema, role, item)] = false;
            _hasValue[(schema, role, item)] = has = SaysSomething(schema, role, item);
        }

        return has;
    }

    private bool SaysSomething(JsonValue schema, Role role, int item)
    {
        gone.ThrowIfCancellationRequested();
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return _schemas.Branches(schema) is { Count: > 0 } branches ? branches.Exists(b => HasValue(b, role, item))
            : schema["enum"] is { } choices ? known.Match(choices.Items, role, item) is not null
            : SchemaReader.TypeOf(schema, true) switch
            {
                "object" => schema["properties"]?.Members.Exists(p => HasValue(p.Value, RoleOf(p.Key, p.Value, _schemas.Follow(p.Value), role), item)) == true,
                "null" => false,
                "integer" or "number" => double.TryParse(known.For(role).ElementAtOrDefault(item), CultureInfo.InvariantCulture, out _),
                _ => known.For(role).Count > item,
            };
    }

    private static Role RoleOf(string name, JsonValue property, JsonValue target, Role around)
        => PropertyRole.Of(name, target["description"]?.Text ?? property["description"]?.Text ?? "", SchemaReader.IsNumeric(target), around);

    private void Put(string text) => _json.Append(text);

    private static string Source(JsonValue value) => Encoding.UTF8.GetString(value.Source.Span);
}
