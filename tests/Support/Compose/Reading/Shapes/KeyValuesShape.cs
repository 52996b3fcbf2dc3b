namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>Names and values, as a mapping or as a list of <c>name=value</c>; printed as a mapping of texts.</summary>
/// <param name="withoutValue">What becomes of a name without value.</param>
internal sealed class KeyValuesShape(WithoutValue withoutValue) : Shape
{
    public static readonly KeyValuesShape Labels = new(WithoutValue.Empty);
    public static readonly KeyValuesShape Environment = new(WithoutValue.Null);
    public static readonly KeyValuesShape Arguments = new(WithoutValue.Asked);

    /// <summary>What is done with each value.</summary>
    public Func<string, Node, Scope, string>? Then { get; init; }

    public override Node Merge(Node below, Node above, ReadContext context) =>
        Merging.Maps(Mapped(below, context), Mapped(above, context), _ => AnyShape.Any, context);

    public override Node Read(Node node, Scope scope)
    {
        if (node is not (MapNode or ListNode))
        {
            scope.Refuse(node, $"must be a mapping, not {node.Kind}; write 'NAME: value' lines below it");
        }

        List<MapEntry> entries = [];
        foreach (var entry in Mapped(node, scope.Context).Entries)
        {
            if (Value(entry, scope.At(entry.Key)) is { } value)
            {
                entries.Add(entry with { Value = value });
            }
        }

        return new MapNode(entries, node.Place);
    }

    private ScalarNode? Value(MapEntry entry, Scope scope)
    {
        if (entry.Value is not ScalarNode scalar)
        {
            throw new ComposeSyntaxException(entry.Value.Place, $"{scope.Path} must be a text, not {entry.Value.Kind}; put it in quotes");
        }

        if (scalar.Value is null)
        {
            return Missing(entry, scalar, scope);
        }

        if (scalar.Value is double number && !double.IsFinite(number))
        {
            scope.Refuse(scalar, "must be a text, not an endless number; put it in quotes");
        }

        var text = scalar.Text ?? GoText.Of(scalar.Value);
        return new ScalarNode(Then is null ? text : Then(text, scalar, scope), scalar.Place);
    }

    private ScalarNode? Missing(MapEntry entry, ScalarNode scalar, Scope scope)
    {
        if (withoutValue == WithoutValue.Empty)
        {
            return new ScalarNode("", scalar.Place);
        }

        // A name alone takes the value of the caller's variable.
        var found = scope.Source.Find(entry.Key);
        return found is not null ? new ScalarNode(found, scalar.Place)
            : scope.Source.Symbolic ? new ScalarNode(Symbols.Of(entry.Key), scalar.Place)
            : withoutValue == WithoutValue.Null ? scalar : null;
    }

    private static MapNode Mapped(Node node, ReadContext context) => node switch
    {
        MapNode map => map,
        ListNode list => new MapNode(list.Items.Select(Split), node.Place),
        _ => throw new ComposeSyntaxException(node.Place, $"a mapping or list of NAME=value is needed, not {node.Kind}; write one of them"),
    };

    private static MapEntry Split(Node item)
    {
        if (item is not ScalarNode { Text: { } text })
        {
            throw new ComposeSyntaxException(item.Place, $"an item must be a text NAME=value, not {item.Kind}; put it in quotes");
        }

        var sign = text.IndexOf('=', StringComparison.Ordinal);
        return sign < 0 ? new(text, item.Place, new ScalarNode(null, item.Place))
            : new(text[..sign], item.Place, new ScalarNode(text[(sign + 1)..], item.Place));
    }
}
