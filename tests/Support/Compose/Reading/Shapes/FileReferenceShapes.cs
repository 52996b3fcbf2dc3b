namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>Secrets and configs that a service mounts.</summary>
internal static class FileReferenceShapes
{
    private static readonly Dictionary<string, Field> Fields = new()
    {
        ["source"] = TextShape.Text,
        ["target"] = TextShape.Text,
        ["uid"] = TextShape.Text,
        ["gid"] = TextShape.Text,
        ["mode"] = NumberShape.Cut,
    };

    /// <summary>Configs of a service, secrets of a build.</summary>
    public static readonly ListShape Plain = Mounts(new RecordShape(Fields), "");

    /// <summary>Secrets of a service; without target they are mounted by their name.</summary>
    public static readonly ListShape Secrets = Mounts(new RecordShape(Fields)
    {
        Then = (read, _, _) => read["target"] is null && read["source"] is ScalarNode { Text: { } source } node
            ? read.With("target", new ScalarNode("/run/secrets/" + source, node.Place))
            : read,
    }, "/run/secrets");

    private static ListShape Mounts(RecordShape item, string folder) => new(item)
    {
        Split = (node, _) => [node is ScalarNode { Text: not null } ? new MapNode([new("source", node.Place, node)], node.Place) : node],
        Key = (written, _) => Text(written, "target") ?? $"{folder}/{Text(written, "source")}",
    };

    private static string? Text(Node node, string key) => ((node as MapNode)?[key] as ScalarNode)?.Text;
}
