namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>A sequence.</summary>
internal sealed class ListNode(IReadOnlyList<Node> items, SourcePlace place) : Node(place)
{
    public IReadOnlyList<Node> Items { get; } = items;

    public override string Kind => "a list";

    public override bool SameAs(Node other) =>
        other is ListNode list && list.Items.Count == Items.Count && Items.Zip(list.Items).All(pair => pair.First.SameAs(pair.Second));
}
