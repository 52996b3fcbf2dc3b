namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>The networks that a service joins.</summary>
internal static class NetworkShapes
{
    private static readonly RecordShape Joined = new(new Dictionary<string, Field>
    {
        ["aliases"] = TextListShape.Refused,
        ["ipv4_address"] = TextShape.Text,
        ["ipv6_address"] = TextShape.Text,
        ["interface_name"] = TextShape.Text,
        ["link_local_ips"] = TextListShape.Refused,
        ["mac_address"] = TextShape.Text,
        ["driver_opts"] = TextMapShape.Options,
        ["priority"] = NumberShape.Cut,
        ["gw_priority"] = NumberShape.Cut,
    });

    public static readonly DictionaryShape Networks = new(new NullableShape(Joined)) { Names = true, Long = Long };

    private static Node Long(Node node) => node is ListNode list && list.Items.All(item => item is ScalarNode { Text: not null })
        ? new MapNode(list.Items.Select(item => new MapEntry(((ScalarNode)item).Text!, item.Place, new ScalarNode(null, item.Place))), list.Place)
        : node;
}
