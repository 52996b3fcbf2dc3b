namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>Lays one value over another, with the tags <c>!reset</c> and <c>!override</c> obeyed.</summary>
internal static class Merging
{
    /// <summary>The merged value; null when it was reset.</summary>
    public static Node? Lay(Shape shape, Node? below, Node above, ReadContext context) => above.Tag switch
    {
        NodeTag.Reset => null,
        NodeTag.Override => Settled(shape, above, context),
        _ when below is null => Settled(shape, above, context),
        _ => shape.Merge(below, above, context),
    };

    // A value with nothing below: what is to be reset inside of it goes.
    private static Node Settled(Shape shape, Node node, ReadContext context) =>
        node is MapNode map && HasTags(map) ? shape.Merge(new MapNode([], map.Place), map, context) : node;

    private static bool HasTags(Node node) => node switch
    {
        MapNode map => map.Entries.Any(entry => entry.Value.Tag != NodeTag.None || HasTags(entry.Value)),
        _ => false,
    };

    /// <summary>Lays mapping over mapping, each key by its own shape.</summary>
    public static MapNode Maps(MapNode below, MapNode above, Func<string, Shape> shapeOf, ReadContext context)
    {
        context.Budget.Values(below.Count + above.Count, above.Place);
        Dictionary<string, MapEntry> merged = new(StringComparer.Ordinal);
        List<string> order = [.. below.Entries.Select(entry => entry.Key)];
        foreach (var entry in below.Entries)
        {
            merged[entry.Key] = entry;
        }

        foreach (var entry in above.Entries)
        {
            var had = merged.Remove(entry.Key, out var old);
            if (Lay(shapeOf(entry.Key), old?.Value, entry.Value, context) is { } value)
            {
                merged[entry.Key] = ReferenceEquals(value, old?.Value) ? old! : entry with { Value = value };
                if (!had)
                {
                    order.Add(entry.Key);
                }
            }
        }

        return new MapNode(order.Where(merged.ContainsKey).Select(key => merged[key]), above.Place);
    }
}
