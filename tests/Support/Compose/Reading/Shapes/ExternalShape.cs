namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>Whether something is made outside of the file; the old form <c>{name: x}</c> means yes.</summary>
internal sealed class ExternalShape : Shape
{
    public static readonly ExternalShape External = new();

    private static readonly RecordShape Named = new(new Dictionary<string, Field> { ["name"] = TextShape.Text });

    public override Node Read(Node node, Scope scope)
    {
        if (node is not MapNode)
        {
            return TruthShape.Truth.Read(node, scope);
        }

        Named.Read(node, scope);
        return new ScalarNode(true, node.Place);
    }

    /// <summary>Takes over the name of the old form.</summary>
    public static MapNode Name(MapNode read, MapNode written) =>
        read["name"] is null && (written["external"] as MapNode)?["name"] is { } name ? read.With("name", name) : read;

    /// <summary>Checks that the content comes from exactly one place.</summary>
    public static MapNode OneSource(MapNode read, MapNode written, Scope scope, params string[] keys)
    {
        var given = keys.Count(key => written[key] is not null);
        if (given > 1)
        {
            scope.Refuse(written, $"has more than one of {string.Join(", ", keys)}; keep one");
        }

        if (given == 0 && written["driver"] is null && written["external"] is null)
        {
            scope.Refuse(written, $"says not where it comes from; set one of {string.Join(", ", keys)}, or external: true");
        }

        return Name(read, written);
    }
}
