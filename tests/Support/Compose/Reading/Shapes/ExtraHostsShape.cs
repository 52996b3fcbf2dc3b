namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>Names and addresses for the container's hosts file; printed as a list of <c>name=address</c>.</summary>
internal sealed class ExtraHostsShape : Shape
{
    public static readonly ExtraHostsShape Hosts = new();

    public override Node Merge(Node below, Node above, ReadContext context) => Append(Listed(below), Listed(above), context);

    public override Node Read(Node node, Scope scope)
    {
        var list = scope.List(Listed(node));
        OrderedDictionary<string, Node> hosts = new(StringComparer.Ordinal);
        foreach (var item in list.Items)
        {
            var line = Line(scope.Text(item), item, scope);
            hosts[line] = new ScalarNode(line, item.Place);
        }

        return new ListNode([.. hosts.OrderBy(host => host.Key.Split('=')[0], StringComparer.Ordinal).Select(host => host.Value)], node.Place);
    }

    private static string Line(string text, Node item, Scope scope)
    {
        var sign = text.IndexOf('=', StringComparison.Ordinal) is var equals and >= 0 ? equals : text.IndexOf(':', StringComparison.Ordinal);
        if (sign < 0)
        {
            scope.Refuse(item, $"'{text}' has no address; write name=address");
        }

        var address = text[(sign + 1)..];
        return $"{text[..sign]}={(address.StartsWith('[') && address.EndsWith(']') ? address[1..^1] : address)}";
    }

    private static Node Listed(Node node) => node is MapNode map
        ? new ListNode([.. map.Entries.SelectMany(entry => (entry.Value is ListNode several ? several.Items : [entry.Value])
            .Select(address => address is ScalarNode { Text: { } text } ? new ScalarNode($"{entry.Key}={text}", entry.Place) : address))], node.Place)
        : node;
}
