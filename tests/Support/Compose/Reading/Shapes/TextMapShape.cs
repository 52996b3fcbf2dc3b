namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>A mapping of names to texts or numbers; printed as texts.</summary>
internal sealed class TextMapShape : Shape
{
    public static readonly TextMapShape Options = new();

    /// <summary>Whether a name may have no value.</summary>
    public bool OrNull { get; init; }

    /// <summary>Whether only texts are accepted.</summary>
    public bool TextsOnly { get; init; }

    /// <summary>Whether true and false are accepted.</summary>
    public bool OrTruth { get; init; }

    public override Node Merge(Node below, Node above, ReadContext context) => below is MapNode first && above is MapNode second
        ? Merging.Maps(first, second, _ => AnyShape.Any, context)
        : above;

    public override Node Read(Node node, Scope scope) => new MapNode(
        scope.Map(node).Entries.Select(entry => entry with { Value = Value(entry.Value, scope.At(entry.Key)) }), node.Place);

    private Node Value(Node node, Scope scope) => node switch
    {
        ScalarNode { Text: not null } => node,
        ScalarNode { Value: null } when OrNull => new ScalarNode("", node.Place),
        ScalarNode { Value: bool } value when OrTruth => new ScalarNode(GoText.Of(value.Value), node.Place),
        ScalarNode { Value: long or ulong or double } value when !TextsOnly => new ScalarNode(GoText.Of(value.Value), node.Place),
        _ => scope.Refuse(node, $"must be a text, not {node.Kind}; put it in quotes"),
    };
}
