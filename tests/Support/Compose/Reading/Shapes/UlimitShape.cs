namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>One limit of processes: a number, or soft and hard.</summary>
internal sealed class UlimitShape : Shape
{
    public static readonly DictionaryShape Ulimits = new(new UlimitShape());

    private static readonly RecordShape Both = new(new Dictionary<string, Field>
    {
        ["soft"] = new(NumberShape.Whole, Required: true),
        ["hard"] = new(NumberShape.Whole, Required: true),
    });

    public override Node Merge(Node below, Node above, ReadContext context) =>
        below is MapNode && above is MapNode ? Both.Merge(below, above, context) : above;

    // Compose prints a limit of 0 as an empty mapping.
    public override Node Read(Node node, Scope scope) => node is MapNode ? Both.Read(node, scope)
        : NumberShape.Whole.Read(node, scope) is var read && Field.Empty(read) ? new MapNode([], node.Place) : read;
}
