using System.Globalization;
using System.Net;

namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>The short form of a port, <c>[[ip:]host:]container[/protocol]</c>, with ranges.</summary>
internal static class PortShort
{
    /// <summary>The long forms that it means.</summary>
    public static IEnumerable<Node> Long(Node node, Scope scope)
    {
        var text = node switch
        {
            ScalarNode { Text: { } written } => written,
            ScalarNode { Value: long or ulong } number => GoText.Of(number.Value),
            MapNode => null,
            _ => scope.Text(node),
        };
        return text is null ? [node] : Expand(text, node, scope);
    }

    private static List<Node> Expand(string text, Node node, Scope scope)
    {
        var slash = text.LastIndexOf('/');
        var protocol = slash < 0 || slash == text.Length - 1 ? "tcp" : text[(slash + 1)..].ToLowerInvariant();
        var parts = (slash < 0 ? text : text[..slash]).Split(':');
        var (ip, host, container) = parts.Length switch
        {
            1 => ("", "", parts[0]),
            2 => ("", parts[0], parts[1]),
            _ => (string.Join(':', parts[..^2]), parts[^2], parts[^1]),
        };
        if (protocol is not ("tcp" or "udp" or "sctp") && !Symbols.In(protocol))
        {
            scope.Refuse(node, $"has the unknown protocol '{protocol}'; use tcp, udp or sctp");
        }

        ip = Address(ip, node, scope);
        var target = PortRange.Of(container) ?? Bad(container, "container", node, scope);
        var published = host.Length == 0 ? null : PortRange.Of(host) ?? Bad(host, "host", node, scope);
        if (published is not null && published.Count != target.Count && target.Count != 1 && !published.Symbolic && !target.Symbolic)
        {
            scope.Refuse(node, $"publishes {published.Count} ports for {target.Count}; make the ranges equally long");
        }

        scope.Context.Budget.Values(target.Count, node.Place);
        return [.. Enumerable.Range(0, target.Count).Select(index => (Node)Port(ip, target, published, index, protocol, node))];
    }

    private static MapNode Port(string ip, PortRange target, PortRange? published, int index, string protocol, Node node)
    {
        List<(string Key, object Value)> port = [("mode", "ingress")];
        if (ip.Length > 0)
        {
            port.Add(("host_ip", ip));
        }

        port.Add(("target", target.Symbolic ? target.Text : (long)(target.First + index)));
        if (published is not null)
        {
            var whole = published.Symbolic || published.Count != target.Count;
            port.Add(("published", whole ? published.Text : (published.First + index).ToString(CultureInfo.InvariantCulture)));
        }

        port.Add(("protocol", protocol));
        return new MapNode(port.Select(entry => new MapEntry(entry.Key, node.Place, new ScalarNode(entry.Value, node.Place))), node.Place);
    }

    private static string Address(string ip, Node node, Scope scope)
    {
        if (ip.Length == 0 || Symbols.In(ip))
        {
            return ip;
        }

        var bare = ip.StartsWith('[') && ip.EndsWith(']') ? ip[1..^1] : ip;
        if ((bare.Contains(':', StringComparison.Ordinal) && bare == ip) || !IPAddress.TryParse(bare, out _)
            || (!bare.Contains(':', StringComparison.Ordinal) && bare.Count(c => c == '.') != 3))
        {
            scope.Refuse(node, $"has the wrong address '{ip}'; write an IP address, IPv6 in square brackets");
        }

        return bare;
    }

    private static PortRange Bad(string text, string side, Node node, Scope scope)
    {
        scope.Refuse(node, $"has the wrong {side} port '{text}'; write a number up to 65535 or a range such as 8000-8010");
        return null;
    }
}
