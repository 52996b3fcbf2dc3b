namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>A mapping with known keys; extensions <c>x-…</c> are accepted and not printed.</summary>
internal class RecordShape(IReadOnlyDictionary<string, Field> fields) : Shape
{
    /// <summary>Whether keys that begin with <c>x-</c> are accepted.</summary>
    public bool Extensible { get; init; } = true;

    /// <summary>What is done with the whole; it gets the mapping as written, too.</summary>
    public Func<MapNode, MapNode, Scope, MapNode>? Then { get; init; }

    /// <summary>The long form of other spellings, before merging and reading.</summary>
    public Func<Node, Node>? Long { get; init; }

    public override Node Merge(Node below, Node above, ReadContext context)
    {
        below = Long?.Invoke(below) ?? below;
        above = Long?.Invoke(above) ?? above;
        return above switch
        {
            ScalarNode { Value: null } => below,
            MapNode second when below is MapNode first => Merging.Maps(first, second, ShapeOf, context),
            _ when below is MapNode => throw new ComposeSyntaxException(
                above.Place, $"{above.Kind} cannot be laid over the mapping of {below.Place}; write a mapping"),
            _ => above,
        };
    }

    public override Node Read(Node node, Scope scope)
    {
        var map = scope.Map(Long?.Invoke(node) ?? node);
        scope.Context.Budget.Values(map.Count, map.Place);
        List<MapEntry> entries = [];
        foreach (var entry in map.Entries)
        {
            if (!fields.TryGetValue(entry.Key, out var field))
            {
                Unknown(entry, scope);
                continue;
            }

            var value = field.Shape.Read(entry.Value, scope.At(entry.Key));
            if (value is not ScalarNode { Value: null } && (field.KeepEmpty || !Field.Empty(value)))
            {
                entries.Add(entry with { Value = value });
            }
        }

        if (fields.FirstOrDefault(field => field.Value.Required && map[field.Key] is null) is { Key: not null } missing)
        {
            scope.Refuse(map, $"lacks '{missing.Key}'; add it");
        }

        var read = new MapNode(entries, map.Place);
        return Then?.Invoke(read, map, scope) ?? read;
    }

    /// <summary>The shape of a key; anything for unknown ones, which are refused later.</summary>
    protected virtual Shape ShapeOf(string key) => fields.TryGetValue(key, out var field) ? field.Shape : AnyShape.Any;

    /// <summary>Refuses a key that is not known; an extension passes.</summary>
    private void Unknown(MapEntry entry, Scope scope)
    {
        if (!Extensible || !entry.Key.StartsWith("x-", StringComparison.Ordinal))
        {
            var near = fields.Keys.Where(key => Likeness.Close(key, entry.Key)).Order(StringComparer.Ordinal).FirstOrDefault();
            throw new ComposeSyntaxException(entry.Place, $"{(scope.Path.Length == 0 ? "the file" : scope.Path)} has no key '{entry.Key}'; "
                + (near is null ? "remove it, or begin it with x-" : $"did you mean '{near}'?"));
        }
    }
}
