namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>What a service waits for.</summary>
internal static class DependsOnShapes
{
    private static readonly RecordShape Dependency = new(new Dictionary<string, Field>
    {
        ["condition"] = new(new TextShape("service_started", "service_healthy", "service_completed_successfully"), Required: true),
        ["restart"] = TruthShape.Truth,
        ["required"] = new(TruthShape.Truth, KeepEmpty: true),
    })
    { Then = (read, _, _) => read["required"] is null ? read.With("required", new ScalarNode(true, read.Place)) : read };

    public static readonly DictionaryShape DependsOn = new(Dependency) { Names = true, Long = Long };

    private static Node Long(Node node) => node is ListNode list && list.Items.All(item => item is ScalarNode { Text: not null })
        ? new MapNode(list.Items.Select(item => new MapEntry(((ScalarNode)item).Text!, item.Place, Started(item.Place))), list.Place)
        : node;

    /// <summary>A dependency in its weakest form.</summary>
    public static MapNode Started(SourcePlace place) => new([new("condition", place, new ScalarNode("service_started", place))], place);
}
