namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>A published port or range in long form: a number or a text, printed as text.</summary>
internal sealed class PublishedShape : Shape
{
    public static readonly PublishedShape Published = new();

    public override Node Read(Node node, Scope scope) => node switch
    {
        ScalarNode { Text: not null } => node,
        ScalarNode { Value: long or ulong } number => new ScalarNode(GoText.Of(number.Value), node.Place),
        _ => scope.Refuse(node, $"must be a port, not {node.Kind}; write a number or a range in quotes"),
    };
}
