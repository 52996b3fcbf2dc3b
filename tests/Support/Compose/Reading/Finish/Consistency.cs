namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>Refuses what each key alone allows and Compose refuses as a whole.</summary>
internal sealed class Consistency(MapNode model, MapNode all)
{
    private static readonly (string Key, string[] Deploy)[] Twice =
    [
        ("cpus", ["limits", "cpus"]),
        ("mem_limit", ["limits", "memory"]),
        ("mem_reservation", ["reservations", "memory"]),
        ("pids_limit", ["limits", "pids"]),
    ];

    /// <summary>Checks the services that the profiles leave.</summary>
    public void Check()
    {
        foreach (var entry in model.Entries("services"))
        {
            var service = (MapNode)entry.Value;
            Source(entry, service);
            References(entry.Key, service);
            Limits(entry.Key, service);
        }

        new Circles(model).Check();
    }

    private static void Source(MapEntry entry, MapNode service)
    {
        if (service["image"] is null && service["build"] is null && service["provider"] is null)
        {
            Refuse(entry.Place, $"service {entry.Key} has neither 'image' nor 'build'; add one");
        }

        if (service.Text("platform") is { } platform && service.Items("build", "platforms") is { Count: > 0 } platforms
            && !platforms.Any(item => ((ScalarNode)item).Text == platform))
        {
            Refuse(service["platform"]!.Place, $"service {entry.Key} runs on {platform}, which its 'build.platforms' lacks; add it");
        }

        if (service["network_mode"] is { } mode && service["networks"] is not null)
        {
            Refuse(mode.Place, $"service {entry.Key} has both 'network_mode' and 'networks'; keep one");
        }
    }

    private void References(string name, MapNode service)
    {
        foreach (var dependency in service.Entries("depends_on"))
        {
            var disabled = all.At("services", dependency.Key) is not null && dependency.Value.At("required") is ScalarNode { Value: false };
            Need(model.At("services", dependency.Key) is not null || disabled, dependency.Place, name, "service", dependency.Key);
        }

        foreach (var network in service.Entries("networks"))
        {
            Need(model.At("networks", network.Key) is not null, network.Place, name, "network", network.Key);
        }

        foreach (var mount in service.Items("volumes").Where(mount => mount.Text("type") == "volume" && mount.Text("source") is not null))
        {
            Need(model.At("volumes", mount.Text("source")!) is not null, mount.Place, name, "volume", mount.Text("source")!);
        }

        foreach (var (node, section) in Files(service))
        {
            Need(model.At(section, node.Text("source") ?? "") is not null, node.Place, name, section[..^1], node.Text("source") ?? "");
        }
    }

    private static IEnumerable<(Node Node, string Section)> Files(MapNode service) =>
    [
        .. service.Items("secrets").Select(node => (node, "secrets")),
        .. service.Items("build", "secrets").Select(node => (node, "secrets")),
        .. service.Items("configs").Select(node => (node, "configs")),
    ];

    private static void Limits(string name, MapNode service)
    {
        foreach (var (key, deploy) in Twice)
        {
            if (service[key] is ScalarNode own && service.At("deploy", "resources", deploy[0]) is MapNode limits
                && !string.Equals(GoText.Of((limits[deploy[1]] as ScalarNode)?.Value), GoText.Of(own.Value), StringComparison.Ordinal))
            {
                Refuse(own.Place, $"service {name} sets '{key}' and, otherwise, 'deploy.resources.{string.Join('.', deploy)}'; keep one");
            }
        }

        if (service["scale"] is { } scale && service.At("deploy", "replicas") is { } replicas && scale is not null && !scale.SameAs(replicas))
        {
            Refuse(scale.Place, $"service {name} sets 'scale' and, otherwise, 'deploy.replicas'; keep one");
        }

        if (service["container_name"] is { } container && Math.Max(service.Number("scale"), service.Number("deploy", "replicas")) > 1)
        {
            Refuse(container.Place, $"service {name} has more than one container and one 'container_name'; remove the name");
        }
    }

    private static void Need(bool there, SourcePlace place, string service, string kind, string name)
    {
        if (!there && !Symbols.In(name))
        {
            Refuse(place, $"service {service} refers to the {kind} '{name}', which is not defined; define it or correct the name");
        }
    }

    private static void Refuse(SourcePlace place, string sentence) => throw new ComposeSyntaxException(place, sentence);
}
