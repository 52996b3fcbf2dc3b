namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>Collects the entries of one mapping and lays its merge keys below them.</summary>
internal sealed class MappingBuilder(SourcePlace place)
{
    private readonly Dictionary<string, MapEntry> own = new(StringComparer.Ordinal);
    private readonly List<MapEntry> order = [];
    private readonly List<MapNode> merged = [];
    private long size = 1;
    private bool hasMergeKey;

    /// <summary>Adds a key and its value, or what <c>&lt;&lt;</c> brings.</summary>
    public void Add(Node key, Node value, bool merges)
    {
        size += value.Size;
        if (merges)
        {
            Merge(key.Place, value);
            return;
        }

        if (key is not ScalarNode { Value: string name })
        {
            throw new ComposeSyntaxException(key.Place, $"a key must be a text, this one is {key.Kind}; put it in quotes");
        }

        if (own.TryGetValue(name, out var first))
        {
            throw new ComposeSyntaxException(key.Place, $"key '{name}' stands already in line {first.Place.Line}; keep one of them");
        }

        var entry = new MapEntry(name, key.Place, value);
        own.Add(name, entry);
        order.Add(entry);
    }

    /// <summary>The mapping; own keys win over merged ones, and of the merged ones the first.</summary>
    public MapNode Build(NodeTag tag)
    {
        IEnumerable<MapEntry> below = Enumerable.Reverse(merged).SelectMany(map => map.Entries);
        return new MapNode(below.Concat(order), place) { Tag = tag, Size = size };
    }

    private void Merge(SourcePlace at, Node value)
    {
        if (hasMergeKey)
        {
            throw new ComposeSyntaxException(at, "a second '<<' in one mapping; write '<<: [*first, *second]'");
        }

        hasMergeKey = true;
        foreach (var part in value is ListNode list ? list.Items : [value])
        {
            merged.Add(part as MapNode
                ?? throw new ComposeSyntaxException(at, $"'<<' merges mappings, not {part.Kind}; name the anchor of a mapping"));
        }
    }
}
