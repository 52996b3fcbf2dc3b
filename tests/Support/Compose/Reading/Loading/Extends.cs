namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>Lays services over those that they extend, in the same or another file.</summary>
internal sealed class Extends(ReadContext context, LayerLoader loader, VariableSource source)
{
    private readonly Dictionary<string, MapNode> files = new(StringComparer.Ordinal);

    /// <summary>The document with all <c>extends</c> of its services followed.</summary>
    public MapNode Apply(MapNode document, string file)
    {
        if (!document.TryGet("services", out var services))
        {
            return document;
        }

        var map = services.Value as MapNode
            ?? throw new ComposeSyntaxException(services.Place, $"services must be a mapping, not {services.Value.Kind}; name each service below it");
        if (!map.Entries.Any(entry => entry.Value is MapNode service && service["extends"] is not null))
        {
            return document;
        }

        var extended = new MapNode(map.Entries.Select(entry => entry with { Value = Service(entry, map, file, []) }), map.Place) { Tag = map.Tag };
        return document.With("services", extended);
    }

    private Node Service(MapEntry entry, MapNode services, string file, IReadOnlyList<(string File, string Name)> trail)
    {
        if (entry.Value is not MapNode service || !service.TryGet("extends", out var extends))
        {
            return entry.Value;
        }

        if (trail.Contains((file, entry.Key)))
        {
            throw new ComposeSyntaxException(extends.Place, $"service {entry.Key} extends itself in the end; break the circle");
        }

        if (trail.Count >= ReadingBounds.Depth)
        {
            throw new ComposeSyntaxException(extends.Place, $"more than {ReadingBounds.Depth} services extend each other; shorten the chain");
        }

        var (name, other) = Target(extends);
        var baseFile = other is null ? file : Path.GetFullPath(other, Path.GetDirectoryName(file)!);
        var baseServices = other is null ? services : ServicesOf(baseFile, extends.Place);
        if (!baseServices.TryGet(name, out var found))
        {
            throw new ComposeSyntaxException(extends.Place, $"service {entry.Key} extends '{name}', which {baseFile} does not hold; correct the name");
        }

        var below = Service(found, baseServices, baseFile, [.. trail, (file, entry.Key)]);
        var own = service.Without("extends");
        return below is MapNode ? Merging.Lay(ServiceShape.Service, below, own, context)! : own;
    }

    private static (string Name, string? File) Target(MapEntry extends) => extends.Value switch
    {
        ScalarNode { Text: { } name } => (name, null),
        MapNode map when map["service"] is ScalarNode { Text: { } name } && map["file"] is null or ScalarNode { Text: not null } =>
            (name, (map["file"] as ScalarNode)?.Text),
        _ => throw new ComposeSyntaxException(extends.Place, "extends needs the name of a service; write 'extends: {service: NAME}'"),
    };

    private MapNode ServicesOf(string file, SourcePlace asked)
    {
        if (files.TryGetValue(file, out var known))
        {
            return known;
        }

        context.Belongs(file, Path.GetDirectoryName(file)!);
        MapNode? merged = null;
        foreach (var document in loader.Documents(file, source, asked))
        {
            merged = (MapNode)Merging.Lay(ModelShape.Model, merged, document, context)!;
        }

        return files[file] = merged?["services"] as MapNode
            ?? throw new ComposeSyntaxException(asked, $"{file} holds no services to extend; correct the path");
    }
}
