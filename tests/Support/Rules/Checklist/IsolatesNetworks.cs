using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Archiv.Tests.Support.Rules.Checklist;

/// <summary>H13.</summary>
internal sealed class IsolatesNetworks() : Rule(
    "H13",
    "databases and caches share a network with their application only; the model server has a dedicated one",
    "Whoever takes over one container reaches everything on its networks, and only that.",
    new("""
        services:
          web:
            image: example/web:1.4.2
          db:
            image: postgres:17.6-alpine3.22
          ollama:
            image: ollama/ollama:0.13.5
        """),
    new("""
        services:
          web:
            image: example/web:1.4.2
            networks: [data, model]
          db:
            image: postgres:17.6-alpine3.22
            networks: [data]
          ollama:
            image: ollama/ollama:0.13.5
            networks: [model]
        networks:
          data:
            internal: true
          model:
        """))
{
    private const string Fix = "networks: [data]   # with its application only; the model server on a network of its own";

    /// <inheritdoc />
    public override IEnumerable<RuleFinding> Judge(CheckedModel model)
    {
        var external = (model.Compose.Root["networks"] as JsonObject ?? []).Where(entry => entry.Value?["external"]?.ToString() == "true").Select(entry => entry.Key).ToHashSet();
        foreach (var service in model.Running.Where(service => service.Kind is ServiceKind.Database or ServiceKind.Cache))
        {
            foreach (var network in Joins(service.Name, model))
            {
                var path = service.Nearest("networks", network);
                foreach (var stranger in model.Running.Where(other => other.Kind is ServiceKind.ModelServer or ServiceKind.Proxy && Joins(other.Name, model).Contains(network)))
                {
                    yield return service.Found(path, $"'{stranger.Name}' reaches it on the network {network}", Fix);
                }

                if (external.Contains(network))
                {
                    yield return service.Found(path, $"the network {network} belongs to somebody else: what joins it elsewhere reaches it", Fix);
                }
            }
        }

        foreach (var service in model.Services.Where(service => service.Compose.Text("network_mode") == "bridge"))
        {
            yield return service.Found(service.At("network_mode"), "it is on the engine's own bridge, where containers of every project meet", "networks: [data]");
        }

        foreach (var service in model.OfKind(ServiceKind.Application))
        {
            foreach (var store in model.Running.Where(other => other.Kind is ServiceKind.Database or ServiceKind.Cache && Names(service, other.Name) && !Joins(other.Name, model).Intersect(Joins(service.Name, model)).Any()))
            {
                yield return service.Found(service.Nearest("networks"), $"it names '{store.Name}', which is on none of its networks", $"networks: [{string.Join(", ", Joins(store.Name, model))}]");
            }
        }

        foreach (var finding in model.OfKind(ServiceKind.ModelServer).SelectMany(server => Dedicated(server, model)))
        {
            yield return finding;
        }
    }

    // As a host in a URL, or alone.
    private static bool Names(CheckedService service, string other) =>
        service.Compose.Environment.Values.Any(value => value == other || Regex.IsMatch(value, $@"(//|@){Regex.Escape(other)}(?![\w.-])"));

    // On the default network everybody is, without having asked for it.
    private static IEnumerable<RuleFinding> Dedicated(CheckedService server, CheckedModel model) =>
        Joins(server.Name, model).Contains("default") && model.Running.Any(other => other.Kind != ServiceKind.ModelServer)
            ? [server.Found(server.Nearest("networks"), "it is on the default network, which applications join without saying so", "networks: [model]   # applications that need it join it by name")]
            : [];

    private static IReadOnlyList<string> Joins(string name, CheckedModel model, int depth = 0)
    {
        var service = model.Services.FirstOrDefault(candidate => candidate.Name == name);
        var mode = service?.Compose.Text("network_mode");
        return service is null || depth > model.Services.Count ? []
            : mode is null ? service.Compose.Networks
            : mode.StartsWith("service:", StringComparison.Ordinal) ? Joins(mode["service:".Length..], model, depth + 1)
            : [];
    }
}
