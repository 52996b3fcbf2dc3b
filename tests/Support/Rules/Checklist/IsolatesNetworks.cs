using System.Text.RegularExpressions;

namespace Archiv.Tests.Support.Rules.Checklist;

/// <summary>H13.</summary>
internal sealed partial class IsolatesNetworks() : Rule(
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

    // More of them say nothing that the first do not.
    private const int Told = 10;

    /// <inheritdoc />
    public override IEnumerable<RuleFinding> Judge(CheckedModel model)
    {
        var joins = model.Running.ToDictionary(service => service, service => Joins(service, model));
        var strangers = joins.Where(entry => entry.Key.Kind is ServiceKind.ModelServer or ServiceKind.Proxy)
            .SelectMany(entry => entry.Value.Select(network => (Network: network, entry.Key.Name))).ToLookup(entry => entry.Network, entry => entry.Name);
        var stores = joins.Keys.Where(service => service.Kind is ServiceKind.Database or ServiceKind.Cache).ToList();
        var byName = stores.ToDictionary(store => store.Name, StringComparer.Ordinal);
        return
        [
            .. stores.SelectMany(store => joins[store].SelectMany(network => Reached(store, network, strangers, model))),
            .. Foreign(stores, joins),
            .. model.Services.Where(service => service.Compose.Text("network_mode") == "bridge")
                .Select(service => service.Found(service.At("network_mode"), "it is on the engine's own bridge, where containers of every project meet", "networks: [data]")),
            .. model.OfKind(ServiceKind.Application).SelectMany(service => Apart(service, joins, byName)),
            .. model.OfKind(ServiceKind.ModelServer).SelectMany(server => Dedicated(server, joins[server], model)),
        ];
    }

    private static IEnumerable<RuleFinding> Reached(CheckedService store, string network, ILookup<string, string> strangers, CheckedModel model)
    {
        var path = store.Nearest("networks", network);
        foreach (var stranger in strangers[network].Take(Told))
        {
            yield return store.Found(path, $"'{stranger}' reaches it on the network {network}", Fix);
        }

        if (model.Compose.Root["networks"]?[network]?["external"]?.ToString() == "true")
        {
            yield return store.Found(path, $"the network {network} belongs to somebody else: what joins it elsewhere reaches it", Fix);
        }
    }

    // An application that has a store of the same kind, and never speaks of this one. Stores that know each other are copies.
    private static IEnumerable<RuleFinding> Foreign(List<CheckedService> stores, Dictionary<CheckedService, IReadOnlyList<string>> joins)
    {
        if (stores.DistinctBy(store => store.Kind).Count() == stores.Count)
        {
            return [];
        }

        var said = joins.Keys.Where(service => service.Kind == ServiceKind.Application || stores.Contains(service)).ToDictionary(service => service, Said);
        var applications = said.Where(entry => entry.Key.Kind == ServiceKind.Application)
            .Select(entry => (Service: entry.Key, Own: Own(entry.Key, stores))).Where(entry => entry.Own.Count > 0).ToList();
        var reaching = applications.SelectMany(entry => joins[entry.Service].Select(network => (Network: network, Entry: entry))).ToLookup(at => at.Network, at => at.Entry);
        return
            from store in stores
            from network in joins[store]
            from finding in reaching[network].Where(entry => !said[entry.Service].Contains(store.Name))
                .Select(entry => (entry.Service, Other: entry.Own.Find(own => own.Kind == store.Kind && !said[own].Contains(store.Name) && !said[store].Contains(own.Name))))
                .Where(entry => entry.Other is not null).Take(Told)
            select store.Found(store.Nearest("networks", network), $"'{finding.Service.Name}' reaches it on the network {network}, and uses '{finding.Other!.Name}'", Fix);
    }

    // Those that it waits for, or names as a host.
    private static List<CheckedService> Own(CheckedService service, List<CheckedService> stores)
    {
        HashSet<string> named = [.. service.Compose.DependsOn.Select(dependency => dependency.Service), .. service.Compose.Environment.Values.SelectMany(Hosts)];
        return [.. stores.Where(store => named.Contains(store.Name))];
    }

    // Whatever may be the name of a service: in its settings, its command, its dependencies.
    private static HashSet<string> Said(CheckedService service) =>
    [
        .. service.Compose.DependsOn.Select(dependency => dependency.Service),
        .. service.Compose.Environment.Values.Append(service.CommandLine).SelectMany(text => Name().Matches(text)).Select(match => match.Value),
    ];

    private static IEnumerable<RuleFinding> Apart(CheckedService service, Dictionary<CheckedService, IReadOnlyList<string>> joins, Dictionary<string, CheckedService> stores) =>
        from name in service.Compose.Environment.Values.SelectMany(Hosts).Distinct()
        let store = stores.GetValueOrDefault(name)
        where store is not null && !joins[store].Intersect(joins[service]).Any()
        select service.Found(service.Nearest("networks"), $"it names '{store.Name}', which is on none of its networks", $"networks: [{string.Join(", ", joins[store])}]");

    // As a host in a URL, or alone.
    private static IEnumerable<string> Hosts(string value) => Host().Matches(value).Select(match => match.Groups["host"].Value).Append(value);

    // On the default network everybody is, without having asked for it.
    private static IEnumerable<RuleFinding> Dedicated(CheckedService server, IReadOnlyList<string> joins, CheckedModel model) =>
        joins.Contains("default") && model.Running.Any(other => other.Kind != ServiceKind.ModelServer)
            ? [server.Found(server.Nearest("networks"), "it is on the default network, which applications join without saying so", "networks: [model]   # applications that need it join it by name")]
            : [];

    // Of one that shares another's network, the other's; the chain ends where it meets itself.
    private static IReadOnlyList<string> Joins(CheckedService first, CheckedModel model)
    {
        HashSet<CheckedService> seen = [];
        for (var service = first; service is not null && seen.Add(service);)
        {
            var mode = service.Compose.Text("network_mode");
            if (mode is null)
            {
                return service.Compose.Networks;
            }

            service = mode.StartsWith("service:", StringComparison.Ordinal) ? model.Service(mode["service:".Length..]) : null;
        }

        return [];
    }

    [GeneratedRegex(@"[\w.-]+")]
    private static partial Regex Name();

    [GeneratedRegex(@"(//|@)(?<host>[\w.-]+)")]
    private static partial Regex Host();
}
