namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>A list of values of one shape; a key tells which items are the same, and the last of them stays.</summary>
internal sealed class ListShape(Shape item) : Shape
{
    /// <summary>What makes two items the same, as written and as read; null keeps all.</summary>
    public Func<Node, Node, string>? Key { get; init; }

    /// <summary>The long form of other spellings.</summary>
    public Func<Node, Node>? Long { get; init; }

    /// <summary>Whether one item as written may become several.</summary>
    public Func<Node, Scope, IEnumerable<Node>> Split { get; init; } = (node, _) => [node];

    public override Node Merge(Node below, Node above, ReadContext context) =>
        Append(Long?.Invoke(below) ?? below, Long?.Invoke(above) ?? above, context);

    public override Node Read(Node node, Scope scope)
    {
        var list = scope.List(Long?.Invoke(node) ?? node);
        OrderedDictionary<string, Node> items = new(StringComparer.Ordinal);
        for (var index = 0; index < list.Items.Count; index++)
        {
            var at = scope.At(index);
            foreach (var part in Split(list.Items[index], at))
            {
                scope.Context.Budget.Values(1, part.Place);
                var read = item.Read(part, at);
                items[Key?.Invoke(part, read) ?? $"{items.Count}"] = read;
            }
        }

        return new ListNode([.. items.Values], node.Place);
    }
}
