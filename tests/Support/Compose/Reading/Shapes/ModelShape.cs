namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>The whole file.</summary>
internal sealed class ModelShape() : RecordShape(new Dictionary<string, Field>
{
    ["version"] = TextShape.Text,
    ["name"] = TextShape.Text,
    ["services"] = new(new DictionaryShape(ServiceShape.Service) { Names = true }, KeepEmpty: true),
    ["networks"] = new DictionaryShape(Optional(ResourceShapes.Network)) { Names = true },
    ["volumes"] = new DictionaryShape(Optional(ResourceShapes.Volume)) { Names = true },
    ["models"] = new DictionaryShape(ModelsShape.Model) { Names = true },
    ["secrets"] = new DictionaryShape(ResourceShapes.Secret) { Names = true },
    ["configs"] = new DictionaryShape(ResourceShapes.Config) { Names = true },
})
{
    public static readonly ModelShape Model = new()
    {
        // At the top, and only there, Compose prints extensions.
        Then = (read, written, _) => new MapNode(
            read.Entries.Concat(written.Entries.Where(entry => entry.Key.StartsWith("x-", StringComparison.Ordinal))), read.Place),
    };

    // A network or volume without a word is one with all defaults.
    private static OptionalShape Optional(RecordShape shape) => new(shape);

    private sealed class OptionalShape(RecordShape shape) : Shape
    {
        public override Node Merge(Node below, Node above, ReadContext context) =>
            below is ScalarNode { Value: null } ? above : above is ScalarNode { Value: null } ? below : shape.Merge(below, above, context);

        public override Node Read(Node node, Scope scope) =>
            shape.Read(node is ScalarNode { Value: null } ? new MapNode([], node.Place) : node, scope);
    }
}
