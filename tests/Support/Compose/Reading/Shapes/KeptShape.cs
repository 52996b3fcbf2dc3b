namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>A text, number or truth value as it is.</summary>
internal sealed class KeptShape : Shape
{
    public override Node Read(Node node, Scope scope) => node is ScalarNode ? node : scope.Refuse(node, $"must be one value, not {node.Kind}; write true or a text");
}
