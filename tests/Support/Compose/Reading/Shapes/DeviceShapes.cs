namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>Devices of the host, and requests for devices such as GPUs.</summary>
internal static class DeviceShapes
{
    private static readonly Dictionary<string, Field> RequestFields = new()
    {
        ["capabilities"] = TextListShape.Refused,
        ["count"] = CountShape.Count,
        ["device_ids"] = TextListShape.Refused,
        ["driver"] = TextShape.Text,
        ["options"] = KeyValuesShape.Labels,
    };

    private static readonly RecordShape Device = new(new Dictionary<string, Field>
    {
        ["source"] = new(TextShape.Text, Required: true),
        ["target"] = TextShape.Text,
        ["permissions"] = TextShape.Text,
    })
    {
        Then = (read, written, scope) => read["target"] is null
            ? (MapNode)scope.Refuse(written, "lacks 'target', the path inside the container; add it")
            : read["permissions"] is null ? read.With("permissions", new ScalarNode("rwm", read.Place)) : read,
    };

    /// <summary>Devices of a service.</summary>
    public static readonly ListShape Devices = new(Device)
    {
        Split = Long,
        Key = (_, read) => ((ScalarNode)((MapNode)read)["target"]!).Text!,
    };

    /// <summary>Requests under <c>deploy</c>.</summary>
    public static readonly ListShape Requests = new(new RecordShape(new Dictionary<string, Field>(RequestFields)
    {
        ["capabilities"] = new(TextListShape.Refused, Required: true),
    })
    { Then = Counted });

    /// <summary>The key <c>gpus</c>, where <c>all</c> stands for one request.</summary>
    public static readonly ListShape Gpus = new(new RecordShape(RequestFields) { Then = Counted })
    {
        Long = node => node is ScalarNode { Text: "all" }
            ? new ListNode([new MapNode([new("count", node.Place, node)], node.Place)], node.Place)
            : node,
    };

    private static IEnumerable<Node> Long(Node node, Scope scope)
    {
        if (node is not ScalarNode { Text: { } text })
        {
            return [node];
        }

        var parts = text.Split(':');
        if (parts.Length > 3)
        {
            scope.Refuse(node, $"'{text}' has too many colons; write source:target:permissions");
        }

        List<(string Key, string Value)> device = [("source", parts[0]), ("target", parts.Length > 1 ? parts[1] : parts[0])];
        if (parts.Length == 3)
        {
            device.Add(("permissions", parts[2]));
        }

        return [new MapNode(device.Select(entry => new MapEntry(entry.Key, node.Place, new ScalarNode(entry.Value, node.Place))), node.Place)];
    }

    private static MapNode Counted(MapNode read, MapNode written, Scope scope)
    {
        if (written["count"] is not null && written["device_ids"] is not null)
        {
            scope.Refuse(written, "has both 'count' and 'device_ids'; keep one");
        }

        return read["count"] is null && read["device_ids"] is null ? read.With("count", new ScalarNode(-1L, read.Place)) : read;
    }
}
