namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>Files of variables of a service; read later, when everything is merged.</summary>
internal static class EnvFileShapes
{
    private static readonly RecordShape File = new(new Dictionary<string, Field>
    {
        ["path"] = new(TextShape.Text, KeepEmpty: true, Required: true),
        ["format"] = new TextShape("", "raw"),
        ["required"] = new(TruthShape.Truth, KeepEmpty: true),
    })
    { Extensible = false };

    public static readonly ListShape Files = new(File)
    {
        Long = node => node is ScalarNode { Text: not null } ? new ListNode([node], node.Place) : node,
        Split = (node, _) => [node is ScalarNode { Text: not null } ? new MapNode([new("path", node.Place, node)], node.Place) : node],
        Key = (_, read) => ((ScalarNode)((MapNode)read)["path"]!).Text!,
    };
}
