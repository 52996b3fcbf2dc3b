namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>Models that Compose itself provides, and services that a program beside it provides.</summary>
internal static class ModelsShape
{
    private static readonly RecordShape Names = new(new Dictionary<string, Field> { ["endpoint_var"] = TextShape.Text, ["model_var"] = TextShape.Text });

    /// <summary>Under <c>models</c> at the top.</summary>
    public static readonly RecordShape Model = new(new Dictionary<string, Field>
    {
        ["name"] = TextShape.Text,
        ["model"] = new(TextShape.Text, Required: true),
        ["context_size"] = NumberShape.Whole,
        ["runtime_flags"] = TextListShape.Kept,
    });

    /// <summary>Under <c>models</c> of a service: names, or names with the variables that tell of them.</summary>
    public static readonly DictionaryShape Used = new(new NullableShape(Names)) { Names = true, Long = Long };

    /// <summary>Who provides a service that has no container.</summary>
    public static readonly RecordShape Provider = new(new Dictionary<string, Field>
    {
        ["type"] = new(TextShape.Text, Required: true),
        ["options"] = new DictionaryShape(AnyShape.Any),
    });

    private static Node Long(Node node) => node is ListNode list && list.Items.All(item => item is ScalarNode { Text: not null })
        ? new MapNode(list.Items.Select(item => new MapEntry(((ScalarNode)item).Text!, item.Place, new ScalarNode(null, item.Place))), list.Place)
        : node;
}
