namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>A list of texts.</summary>
internal sealed class TextListShape(Repeats repeats) : Shape
{
    public static readonly TextListShape Kept = new(Repeats.Kept);
    public static readonly TextListShape Dropped = new(Repeats.Dropped);
    public static readonly TextListShape Refused = new(Repeats.Refused);

    /// <summary>Whether one text stands for a list of it.</summary>
    public bool OrText { get; init; }

    /// <summary>Whether an empty text stands for a list of it, too, and not for an empty list.</summary>
    public bool KeepEmpty { get; init; }

    /// <summary>Whether whole numbers are accepted and become texts.</summary>
    public bool OrNumbers { get; init; }

    public override Node Merge(Node below, Node above, ReadContext context) => Append(Listed(below), Listed(above), context);

    public override Node Read(Node node, Scope scope)
    {
        var list = scope.List(Listed(node));
        OrderedDictionary<string, Node> items = new(StringComparer.Ordinal);
        for (var index = 0; index < list.Items.Count; index++)
        {
            var item = Item(list.Items[index], scope.At(index));
            var key = repeats == Repeats.Kept ? $"{index}" : repeats == Repeats.Dropped ? item.Text!.Split('=')[0] : item.Text!;
            if (repeats == Repeats.Refused && items.TryGetValue(key, out var first))
            {
                scope.At(index).Refuse(item, $"repeats '{key}' of line {first.Place.Line}; drop one");
            }

            items[key] = item;
        }

        return new ListNode([.. items.Values], node.Place);
    }

    private Node Listed(Node node) => OrText && node is ScalarNode { Text: { } text }
        ? new ListNode(text.Length == 0 && !KeepEmpty ? [] : [node], node.Place)
        : node;

    private ScalarNode Item(Node item, Scope scope) => item switch
    {
        ScalarNode { Text: not null } text => text,
        ScalarNode { Value: long or ulong } number when OrNumbers => new ScalarNode(GoText.Of(number.Value), item.Place),
        _ => (ScalarNode)scope.Refuse(item, $"must be a text, not {item.Kind}; put it in quotes"),
    };
}
