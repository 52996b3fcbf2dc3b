namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>SSH agents or keys of a build; printed as a list.</summary>
internal sealed class SshShape : Shape
{
    public static readonly SshShape Ssh = new();

    public override Node Merge(Node below, Node above, ReadContext context) => Append(Listed(below), Listed(above), context);

    public override Node Read(Node node, Scope scope) => TextListShape.Dropped.Read(Listed(node), scope);

    private static Node Listed(Node node) => node is MapNode map
        ? new ListNode([.. map.Entries.Select(entry => new ScalarNode(
            entry.Value is ScalarNode { Value: not null } value ? $"{entry.Key}={GoText.Of(value.Value)}" : entry.Key, entry.Place))], map.Place)
        : node;
}
