namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>A value that may be missing after its key.</summary>
internal sealed class NullableShape(Shape inner) : Shape
{
    public override Node Merge(Node below, Node above, ReadContext context) =>
        below is ScalarNode { Value: null } ? above : above is ScalarNode { Value: null } ? below : inner.Merge(below, above, context);

    public override Node Read(Node node, Scope scope) => node is ScalarNode { Value: null } ? node : inner.Read(node, scope);
}
