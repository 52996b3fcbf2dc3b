using System.Text.RegularExpressions;

namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>A mapping of names, chosen by the author, to values of one shape.</summary>
internal sealed partial class DictionaryShape(Shape item) : Shape
{
    /// <summary>Whether the names are those of services, networks and the like.</summary>
    public bool Names { get; init; }

    /// <summary>The long form of other spellings.</summary>
    public Func<Node, Node>? Long { get; init; }

    public override Node Merge(Node below, Node above, ReadContext context)
    {
        below = Long?.Invoke(below) ?? below;
        above = Long?.Invoke(above) ?? above;
        return below is MapNode first && above is MapNode second ? Merging.Maps(first, second, _ => item, context)
            : throw new ComposeSyntaxException(above.Place, $"{above.Kind} cannot be laid over {below.Kind} of {below.Place}; write a mapping");
    }

    public override Node Read(Node node, Scope scope)
    {
        var map = scope.Map(Long?.Invoke(node) ?? node);
        scope.Context.Budget.Values(map.Count, map.Place);
        return new MapNode(map.Entries.Select(entry => entry with { Value = Value(entry, scope) }), node.Place);
    }

    private Node Value(MapEntry entry, Scope scope)
    {
        if (Names && !Name().IsMatch(entry.Key))
        {
            throw new ComposeSyntaxException(entry.Place, $"{scope.Path} cannot hold the name '{entry.Key}'; use letters, digits, '.', '_' and '-'");
        }

        // A key without value has the place of the key, where the remedy belongs.
        return item.Read(entry.Value, scope.At(entry.Key));
    }

    [GeneratedRegex("^[a-zA-Z0-9._-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
