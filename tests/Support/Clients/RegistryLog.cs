using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Clients;

/// <summary>
/// How often the model registry was asked: lines of its access log, where the profile runs one (REGISTRY_SERVICE);
/// elsewhere the pulls that init's log shows.
/// </summary>
public sealed class RegistryLog(Stack stack)
{
    /// <summary>Requests so far.</summary>
    public async Task<int> Requests()
    {
        var registry = stack.Profile.Settings.GetValueOrDefault("REGISTRY_SERVICE");
        var service = await stack.Service(registry ?? stack.Profile.Init);
        var log = await stack.Engine.Logs(service.Id);
        return log.Split('\n').Count(line => line.Contains(registry is null ? "pulling " : "/v2/", StringComparison.Ordinal));
    }
}
