using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Faults;

/// <summary>
/// All processes of a service stand still by the cgroup freezer: connections are accepted by the kernel and never answered.
/// The engine calls a paused container unhealthy at once, so this proves nothing about its healthcheck.
/// </summary>
public sealed class FrozenContainer(string service) : IFault
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);

    /// <inheritdoc />
    public string Name => $"'{service}' is frozen";

    /// <inheritdoc />
    public async Task Break(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var id = (await stack.Service(service)).Id;
        // On cgroup v1 the engine gives up when a process of the container starts another at that moment.
        await Eventually.Given(Name, () => Freeze(stack, id), frozen => frozen, Deadline);
    }

    /// <inheritdoc />
    public async Task<string?> Escapes(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var state = await stack.Service(service);
        return state.Status == "paused" ? null : state.ToString();
    }

    /// <inheritdoc />
    public async Task Heal(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ServiceState state = await stack.Service(service);
        if (state.Status == "paused")
        {
            await stack.Engine.Unpause(state.Id);
        }
    }

    private static async Task<bool> Freeze(Stack stack, string container)
    {
        await stack.Engine.Pause(container);
        return true;
    }
}
