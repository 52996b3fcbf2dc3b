using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Faults;

/// <summary>A service runs, and its networks are taken from it, as by <c>docker network disconnect</c>: its name no longer resolves.</summary>
/// <param name="service">The service.</param>
public sealed class DisconnectedService(string service) : IFault
{
    private readonly Dictionary<string, IList<string>> taken = [];
    private string container = "";

    /// <inheritdoc />
    public string Name => $"'{service}' is disconnected from its networks";

    /// <inheritdoc />
    public async Task Break(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        container = (await stack.Service(service)).Id;
        foreach (var (network, endpoint) in (await stack.Engine.Inspect(container)).NetworkSettings.Networks)
        {
            await stack.Engine.Disconnect(container, network);
            taken[network] = endpoint.Aliases ?? [];
        }
    }

    /// <inheritdoc />
    public async Task<string?> Escapes(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var state = await stack.Service(service);
        var left = (await stack.Engine.Inspect(state.Id)).NetworkSettings.Networks.Keys;
        return taken.Count > 0 && state.Status == "running" && left.Count == 0 ? null : $"{state}, networks: {string.Join(", ", left)}";
    }

    /// <inheritdoc />
    public async Task Heal(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        foreach (var (network, aliases) in taken)
        {
            await stack.Engine.Connect(container, network, aliases);
        }
    }
}
