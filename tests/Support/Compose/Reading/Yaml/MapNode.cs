using System.Diagnostics.CodeAnalysis;

namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>A mapping in the order of its keys.</summary>
internal sealed class MapNode : Node
{
    private readonly OrderedDictionary<string, MapEntry> entries = new(StringComparer.Ordinal);

    public MapNode(IEnumerable<MapEntry> entries, SourcePlace place)
        : base(place)
    {
        foreach (var entry in entries)
        {
            this.entries[entry.Key] = entry;
        }
    }

    public override string Kind => "a mapping";

    public int Count => entries.Count;

    public IEnumerable<MapEntry> Entries => entries.Values;

    public Node? this[string key] => entries.TryGetValue(key, out var entry) ? entry.Value : null;

    public bool TryGet(string key, [NotNullWhen(true)] out MapEntry? entry) => entries.TryGetValue(key, out entry);

    /// <summary>The same mapping with one entry more or other.</summary>
    public MapNode With(string key, Node value, SourcePlace? place = null) =>
        new(Entries.Append(new(key, place ?? (TryGet(key, out var old) ? old.Place : value.Place), value)), Place) { Tag = Tag, Size = Size };

    /// <summary>The same mapping without some entries.</summary>
    public MapNode Without(params string[] keys) => new(Entries.Where(entry => !keys.Contains(entry.Key)), Place) { Tag = Tag, Size = Size };

    public override bool SameAs(Node other) =>
        other is MapNode map && map.Count == Count && Entries.All(entry => map[entry.Key] is { } value && value.SameAs(entry.Value));
}
