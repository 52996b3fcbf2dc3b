namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>Logging: another driver on top replaces the options of the one below.</summary>
internal sealed class LoggingShape() : RecordShape(new Dictionary<string, Field>
{
    ["driver"] = TextShape.Text,
    ["options"] = new TextMapShape { OrNull = true },
})
{
    public override Node Merge(Node below, Node above, ReadContext context) =>
        Driver(below) is { } first && Driver(above) is { } second && first != second ? above : base.Merge(below, above, context);

    private static string? Driver(Node node) => ((node as MapNode)?["driver"] as ScalarNode)?.Text;
}
