using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Faults;

/// <summary>
/// The main process of a service dies by SIGKILL, sent to its host pid: <c>docker kill</c> would disarm the restart policy,
/// and from inside the container the kernel ignores it.
/// </summary>
public sealed class KilledServer(string service) : IFault
{
    private string? startedAt;

    /// <inheritdoc />
    public string Name => $"the main process of '{service}' is killed";

    /// <summary>True when the signal has been sent.</summary>
    public bool Struck { get; private set; }

    /// <inheritdoc />
    public async Task Break(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        Struck = false;
        startedAt = (await stack.Service(service)).StartedAt;
        await stack.Beside.Signal(await stack.Service(service), "KILL");
        Struck = true;
    }

    /// <inheritdoc />
    public async Task<string?> Escapes(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var state = await stack.Service(service);
        return state.Status != "running" || state.StartedAt != startedAt ? null : state.ToString();
    }

    /// <inheritdoc />
    /// <remarks>The restart policy heals; where it does not, the row is broken and the service is started by hand.</remarks>
    public async Task Heal(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        if ((await stack.Service(service)).Status == "exited")
        {
            await stack.Compose("start", service);
        }
    }
}
