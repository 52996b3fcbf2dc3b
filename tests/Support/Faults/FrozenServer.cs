using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Faults;

/// <summary>
/// The main process of a service stands still by SIGSTOP, sent to its host pid: to the engine the container runs on,
/// so that only the healthcheck can notice. (<c>docker pause</c> shows as unhealthy at once and proves nothing.)
/// </summary>
public sealed class FrozenServer(string service) : IFault
{
    /// <inheritdoc />
    public string Name => $"the main process of '{service}' is stopped";

    /// <inheritdoc />
    public async Task Break(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        await stack.Beside.Signal(await stack.Service(service), "STOP");
    }

    /// <inheritdoc />
    public async Task<string?> Escapes(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var state = await stack.Service(service);
        var stat = await stack.Engine.Exec(state.Id, "sh", "-c", $"{MainProcess.Find()}; grep State: /proc/$main/status");
        return stat.Output.Contains("T (stopped)", StringComparison.Ordinal) ? null : $"{state.Name}: {stat.Output.Trim()}";
    }

    /// <inheritdoc />
    public async Task Heal(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        await stack.Beside.Signal(await stack.Service(service), "CONT");
    }
}
