namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>Short words for reading the finished tree.</summary>
internal static class Nodes
{
    /// <summary>A text under a path of keys; null where there is none.</summary>
    public static string? Text(this Node? node, params string[] path) => (node.At(path) as ScalarNode)?.Text;

    /// <summary>What stands under a path of keys.</summary>
    public static Node? At(this Node? node, params string[] path) =>
        path.Aggregate(node, (current, key) => (current as MapNode)?[key]);

    /// <summary>Entries of a mapping; none where it is missing.</summary>
    public static IEnumerable<MapEntry> Entries(this Node? node, params string[] path) => (node.At(path) as MapNode)?.Entries ?? [];

    /// <summary>Items of a list; none where it is missing.</summary>
    public static IReadOnlyList<Node> Items(this Node? node, params string[] path) => (node.At(path) as ListNode)?.Items ?? [];

    /// <summary>A number under a path of keys, 0 where there is none.</summary>
    public static double Number(this Node? node, params string[] path) => (node.At(path) as ScalarNode)?.Value switch
    {
        long whole => whole,
        double real => real,
        _ => 0,
    };

    /// <summary>The mapping with each entry changed.</summary>
    public static MapNode Each(this MapNode map, Func<MapEntry, Node> change) =>
        new(map.Entries.Select(entry => entry with { Value = change(entry) }), map.Place);
}
