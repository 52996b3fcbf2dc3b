namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>The ports of a service.</summary>
internal static class PortShapes
{
    private static readonly RecordShape Port = new(new Dictionary<string, Field>
    {
        ["name"] = TextShape.Text,
        ["mode"] = TextShape.Text,
        ["host_ip"] = TextShape.Text,
        ["target"] = NumberShape.Whole,
        ["published"] = PublishedShape.Published,
        ["protocol"] = TextShape.Text,
        ["app_protocol"] = TextShape.Text,
    })
    {
        Then = (read, written, scope) =>
        {
            if (written["target"] is null)
            {
                scope.Refuse(written, "lacks 'target', the port inside the container; add it");
            }

            var port = read["mode"] is null ? read.With("mode", new ScalarNode("ingress", read.Place)) : read;
            return port["protocol"] is null ? port.With("protocol", new ScalarNode("tcp", read.Place)) : port;
        },
    };

    public static readonly ListShape Ports = new(Port) { Split = PortShort.Long, Key = Key };

    // Compose keeps a published number and a published text apart, even if they are the same port.
    private static string Key(Node written, Node read)
    {
        var map = (MapNode)read;
        var published = ((MapNode)written)["published"] is ScalarNode { Value: not null } scalar ? $"{scalar.Value.GetType().Name} {scalar.Value}" : "";
        return $"{(map["host_ip"] as ScalarNode)?.Text ?? "0.0.0.0"} {published} {(map["target"] as ScalarNode)?.Value} {(map["protocol"] as ScalarNode)?.Text}";
    }
}
