using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Faults;

/// <summary>A service is restarted in its own container, as an operator does after a change.</summary>
public sealed class RestartedService(string service) : IFault
{
    private string? startedAt;

    /// <inheritdoc />
    public string Name => $"'{service}' is restarted";

    /// <inheritdoc />
    public async Task Break(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        startedAt = (await stack.Service(service)).StartedAt;
        var restarted = await stack.Compose("restart", "--timeout", "5", service);
        if (restarted.ExitCode != 0)
        {
            Unjudged.Because($"no restart: {restarted}");
        }
    }

    /// <inheritdoc />
    public async Task<string?> Escapes(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var state = await stack.Service(service);
        return state.Status == "running" && state.StartedAt != startedAt ? null : state.ToString();
    }

    /// <inheritdoc />
    /// <remarks>It starts by itself.</remarks>
    public Task Heal(Stack stack) => Task.CompletedTask;
}
