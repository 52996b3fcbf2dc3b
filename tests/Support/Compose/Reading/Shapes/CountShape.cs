namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>How many devices: a number, or <c>all</c>, printed as -1.</summary>
internal sealed class CountShape : Shape
{
    public static readonly CountShape Count = new();

    public override Node Read(Node node, Scope scope) =>
        node is ScalarNode { Text: "all" } ? new ScalarNode(-1L, node.Place) : NumberShape.Whole.Read(node, scope);
}
