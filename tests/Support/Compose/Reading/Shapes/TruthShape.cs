namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>True or false, or a text that means one of them.</summary>
internal sealed class TruthShape : Shape
{
    public static readonly TruthShape Truth = new();

    public override Node Merge(Node below, Node above, ReadContext context) => above is ScalarNode { Value: null } ? below : above;

    public override Node Read(Node node, Scope scope) => node switch
    {
        ScalarNode { Value: bool } => node,
        ScalarNode { Text: { } text } => Symbols.In(text) ? node : new ScalarNode(Meaning(text, node, scope), node.Place),
        _ => scope.Refuse(node, $"must be true or false, not {node.Kind}; write one of them"),
    };

    private static bool Meaning(string text, Node node, Scope scope)
    {
        switch (text.ToLowerInvariant())
        {
            case "true" or "y" or "yes" or "on" or "1" or "t":
                return true;
            case "false" or "n" or "no" or "off" or "0" or "f":
                return false;
            default:
                scope.Refuse(node, $"must be true or false, not '{text}'; write one of them");
                return false;
        }
    }
}
