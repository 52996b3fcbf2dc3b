using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Faults;

/// <summary>A service is stopped and stays so: its name no longer resolves.</summary>
public sealed class StoppedService(string service) : IFault
{
    /// <inheritdoc />
    public string Name => $"'{service}' is stopped";

    /// <inheritdoc />
    public async Task Break(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var stopped = await stack.Compose("stop", "--timeout", "5", service);
        if (stopped.ExitCode != 0)
        {
            Unjudged.Because($"no stop: {stopped}");
        }
    }

    /// <inheritdoc />
    public async Task<string?> Escapes(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var state = await stack.Service(service);
        return state.Status == "exited" ? null : state.ToString();
    }

    /// <inheritdoc />
    public async Task Heal(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        await stack.Compose("start", service);
    }
}
