namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>What Compose wants of a volume at the top of the file.</summary>
internal static class VolumeRules
{
    public static MapNode Finish(MapNode read, MapNode written, Scope scope)
    {
        var external = read["external"] is ScalarNode { Value: true };
        if (external && read.Entries.FirstOrDefault(entry => entry.Key is "driver" or "driver_opts" or "labels") is { } other)
        {
            throw new ComposeSyntaxException(other.Place, $"{scope.Path} is external, so '{other.Key}' would do nothing; remove one of them");
        }

        var volume = ExternalShape.Name(read, written);
        return volume["driver_opts"] is MapNode options && Text(volume, "driver") == "local" && Text(options, "o") == "bind"
            && options["device"] is ScalarNode { Text: { } device } node
                ? volume.With("driver_opts", options.With("device", new ScalarNode(scope.Context.Absolute(device, node.Place), node.Place)))
                : volume;
    }

    private static string? Text(MapNode map, string key) => (map[key] as ScalarNode)?.Text;
}
