using System.Globalization;
using System.Text.Json.Nodes;
using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Guarantees;

namespace Archiv.Tests.Support.Stacks;

/// <summary>
/// A service of the production file beside what the engine made of it. What the file says is taken from the artefact alone:
/// an overlay of the environment that changes a service counts as what was deployed, not as what was promised.
/// </summary>
/// <param name="Written">What the production file says.</param>
/// <param name="State">The container.</param>
/// <param name="Inspected">Everything that the engine says of it.</param>
/// <param name="OneShot">It does its work and ends: no healthcheck, no restart, no processes to look at.</param>
public sealed record DeployedService(ComposeService Written, ServiceState State, JsonObject Inspected, bool OneShot)
{
    /// <summary>Its key in the file.</summary>
    public string Name => Written.Name;

    /// <summary>It has processes to look at: no one-shot service, and its container runs.</summary>
    public bool Runs => !OneShot && State.Status == "running";

    /// <summary>The engine's settings for the container.</summary>
    public JsonObject HostConfig => Inspected[nameof(HostConfig)]!.AsObject();

    /// <summary>Texts of a list in <see cref="HostConfig"/>; none where it is null.</summary>
    public IReadOnlyList<string> Host(string key) => [.. (HostConfig[key] as JsonArray ?? []).Select(item => item!.ToString())];

    /// <summary>A number of <see cref="HostConfig"/>; 0 where it is null.</summary>
    public long HostNumber(string key) => long.TryParse(HostConfig[key]?.ToString(), CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>Its networks by full name, with its address on each.</summary>
    public IReadOnlyDictionary<string, string> Addresses => Inspected["NetworkSettings"]!["Networks"]!.AsObject()
        .ToDictionary(network => network.Key, network => network.Value!["IPAddress"]!.ToString(), StringComparer.Ordinal);

    /// <summary>Each binding of one of its ports on the host: address and port.</summary>
    public IReadOnlyList<(string Address, int Port)> Published =>
    [
        .. (Inspected["NetworkSettings"]!["Ports"] as JsonObject ?? []).SelectMany(port => port.Value as JsonArray ?? [])
            .Select(binding => (binding!["HostIp"]!.ToString(), int.Parse(binding["HostPort"]!.ToString(), CultureInfo.InvariantCulture))),
    ];

    /// <summary>The services of the production file as they run; those that overlays add are not among them. A service without container leaves the row unknown.</summary>
    public static async Task<IReadOnlyList<DeployedService>> Of(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var model = ComposeCli.Resolve(stack.Profile.Artefact, stack.Profile.Settings);
        var states = await stack.Services();
        if (model.Services.Keys.FirstOrDefault(name => !states.ContainsKey(name)) is { } absent)
        {
            Unjudged.Because($"'{absent}' of {stack.Profile.ComposeFile} has no container in project {stack.Project}: bring it up");
        }

        var inspected = await stack.Beside.Inspect(model.Services.Keys.Select(name => states[name].Id));
        return
        [
            .. model.Services.Values.Zip(inspected, (service, container) => new DeployedService(
                service, states[service.Name], container!.AsObject(), IsOneShot(service, model, stack.Profile.Init))),
        ];
    }

    // Somebody waits for its end, or the profile says that it fills the model volume.
    private static bool IsOneShot(ComposeService service, ComposeModel model, string init) =>
        service.Name == init || model.Services.Values.SelectMany(other => other.DependsOn).Any(on => on is { How: "service_completed_successfully" } && on.Service == service.Name);
}
