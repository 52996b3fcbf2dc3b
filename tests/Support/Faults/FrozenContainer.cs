using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Faults;

/// <summary>
/// All processes of a service stand still by the cgroup freezer: connections are accepted by the kernel and never answered.
/// The engine calls a paused container unhealthy at once, so this proves nothing about its healthcheck.
/// </summary>
/// <param name="service">The service.</param>
/// <param name="probe">What a client on the model network asks of it, which must stay without an answer; null where the state must do.</param>
public sealed class FrozenContainer(string service, string? probe = null) : IFault
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
        if (state.Status != "paused" || probe is null)
        {
            return state.Status == "paused" ? null : state.ToString();
        }

        // A state alone has lied before: who connects must get neither an answer nor a refusal.
        var asked = await stack.Beside.Probe(await stack.ModelServer.Network(), "wget", "-q", "-T", "2", "-O", "-", probe);
        return asked.ExitCode != 0 && asked.Error.Contains("timed out", StringComparison.Ordinal) ? null : $"paused, and yet {probe} gave {asked}";
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
