namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>What Compose adds to a service on its own.</summary>
internal static class ServiceDefaults
{
    private static readonly string[] Commands = ["command", "entrypoint"];
    private static readonly string[] Namespaces = ["network_mode", "ipc", "pid", "uts", "cgroup"];

    public static MapNode Apply(MapEntry entry)
    {
        var service = Dependencies((MapNode)entry.Value);
        foreach (var key in Commands.Where(key => service[key] is null))
        {
            service = service.With(key, new ScalarNode(null, entry.Place));
        }

        if (service.Text("pull_policy") == "if_not_present")
        {
            service = service.With("pull_policy", new ScalarNode("missing", service["pull_policy"]!.Place));
        }

        return service["network_mode"] is null && service["networks"] is null
            ? service.With("networks", new MapNode([new("default", entry.Place, new ScalarNode(null, entry.Place))], entry.Place))
            : service;
    }

    // Who shares a namespace, link or volume with a service waits for it.
    private static MapNode Dependencies(MapNode service)
    {
        var known = service["depends_on"] as MapNode ?? new MapNode([], service.Place);
        foreach (var (node, name, restart) in Implied(service).Where(implied => known[implied.Name] is null).DistinctBy(implied => implied.Name).ToList())
        {
            var dependency = DependsOnShapes.Started(node.Place);
            dependency = restart ? dependency.With("restart", new ScalarNode(true, node.Place)) : dependency;
            known = known.With(name, dependency.With("required", new ScalarNode(true, node.Place)), node.Place);
        }

        return known.Count == 0 ? service : service.With("depends_on", known);
    }

    private static IEnumerable<(Node Node, string Name, bool Restart)> Implied(MapNode service) =>
    [
        .. service.Items("links").Select(link => (link, ((ScalarNode)link).Text!.Split(':')[0], true)),
        .. Namespaces.Where(key => service.Text(key)?.StartsWith("service:", StringComparison.Ordinal) == true)
            .Select(key => (service[key]!, service.Text(key)!["service:".Length..], true)),
        .. service.Items("volumes_from").Where(from => !((ScalarNode)from).Text!.StartsWith("container:", StringComparison.Ordinal))
            .Select(from => (from, ((ScalarNode)from).Text!.Split(':')[0], false)),
    ];
}
