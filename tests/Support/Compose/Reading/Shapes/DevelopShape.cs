namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>The key <c>develop</c> of a service.</summary>
internal static class DevelopShape
{
    private static readonly RecordShape Watch = new(new Dictionary<string, Field>
    {
        ["ignore"] = TextListShape.Kept,
        ["path"] = new(new TextShape { Then = (text, node, scope) => scope.Context.Absolute(text, node.Place) }, Required: true),
        ["action"] = new(new TextShape("rebuild", "sync", "restart", "sync+restart", "sync+exec"), Required: true),
        ["target"] = TextShape.Text,
        ["include"] = TextListShape.Kept,
        ["initial_sync"] = TruthShape.Truth,
        ["exec"] = HookShape.Hook,
    })
    {
        Then = (read, _, _) => read["exec"] is not null ? read
            : read.With("exec", new MapNode([new("command", read.Place, new ScalarNode(null, read.Place))], read.Place)),
    };

    public static readonly RecordShape Develop = new(new Dictionary<string, Field> { ["watch"] = new ListShape(Watch) });
}
