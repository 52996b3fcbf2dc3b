using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Clients;

/// <summary>
/// How often the model registry was asked: lines of its access log, where the profile runs one (REGISTRY_SERVICE);
/// elsewhere the pulls that the logs of init and of the model server show.
/// </summary>
public sealed class RegistryLog(Stack stack)
{
    private static readonly string[] Requested = ["/v2/"], Pulls = ["pulling ", "downloading "];

    /// <summary>Requests so far.</summary>
    public async Task<int> Requests()
    {
        var registry = stack.Profile.Settings.GetValueOrDefault("REGISTRY_SERVICE");
        var services = await stack.Services();
        var lines = 0;
        foreach (var service in registry is null ? [stack.Profile.Init, stack.Profile.Ollama] : new[] { registry })
        {
            var log = services.TryGetValue(service, out var state) ? await stack.Engine.Logs(state.Id) : "";
            lines += log.Split('\n').Count(line => (registry is null ? Pulls : Requested).Any(word => line.Contains(word, StringComparison.Ordinal)));
        }

        return lines;
    }
}
