namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>A duration such as <c>1m30s</c>; printed the way Compose prints it.</summary>
internal sealed class DurationShape : Shape
{
    public static readonly DurationShape Duration = new();

    public override Node Merge(Node below, Node above, ReadContext context) => above is ScalarNode { Value: null } ? below : above;

    public override Node Read(Node node, Scope scope)
    {
        if (node is not ScalarNode { Text: { } text })
        {
            return scope.Refuse(node, $"must be a duration, not {node.Kind}; write such as 30s");
        }

        if (Symbols.In(text))
        {
            return node;
        }

        return GoDuration.Parse(text) is { } nanoseconds
            ? new ScalarNode(GoDuration.Print(nanoseconds), node.Place)
            : scope.Refuse(node, $"must be a duration, not '{text}'; write such as 30s or 1m30s");
    }
}
