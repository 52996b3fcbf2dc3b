namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>The subnets of a network; two files' words on the same subnet are laid over each other.</summary>
internal sealed class SubnetsShape(RecordShape item) : Shape
{
    private readonly ListShape list = new(item);

    public override Node Merge(Node below, Node above, ReadContext context)
    {
        OrderedDictionary<string, Node> subnets = new(StringComparer.Ordinal);
        foreach (var config in Append(below, above, context).Items)
        {
            var subnet = config.Text("subnet");
            var key = subnet ?? $" {subnets.Count}";
            subnets[key] = subnets.TryGetValue(key, out var known) ? item.Merge(known, config, context) : config;
        }

        return new ListNode([.. subnets.Values], above.Place);
    }

    public override Node Read(Node node, Scope scope) => list.Read(node, scope);
}
