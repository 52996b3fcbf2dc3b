using System.Text.Json.Nodes;
using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Profiles;

namespace Archiv.Tests.Support.Rules.Rows;

/// <summary>A7.1: inference has no authentication; only its network keeps others away.</summary>
internal static class OllamaPublishesNothing
{
    public static IEnumerable<StaticFinding> Judge(ComposeModel model, Profile profile)
    {
        foreach (var name in new[] { profile.Ollama, profile.Init })
        {
            var service = model.Services.GetValueOrDefault(name);
            var ports = (service?.Json["ports"] as JsonArray ?? []).Select(port => port!.ToJsonString()).ToList();
            var mode = service?.Text("network_mode") ?? "";
            yield return new(
                service is not null && ports.Count == 0 && mode != "host",
                $"'{name}' to publish no port and not to use the host's network",
                service is null ? "there is no such service" : ports.Count > 0 ? $"it publishes {string.Join(", ", ports)}" : mode == "host" ? "network_mode is host" : $"'{name}' publishes nothing",
                name);
        }

        string[] roles = [profile.Proxy, profile.Db, profile.Cache];
        var networks = model.Services.GetValueOrDefault(profile.Ollama)?.Networks ?? [];
        var intruders = roles.Where(role => model.Services.GetValueOrDefault(role)?.Networks.Intersect(networks).Any() == true).ToList();
        yield return new(
            networks.Count == 1 && intruders.Count == 0,
            $"'{profile.Ollama}' alone with its clients on one network",
            intruders.Count > 0 ? $"'{string.Join("', '", intruders)}' shares a network with it" : $"it joins {string.Join(" and ", networks.DefaultIfEmpty("no network"))}",
            profile.Ollama);
    }
}
