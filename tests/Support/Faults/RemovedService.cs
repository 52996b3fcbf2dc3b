using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Faults;

/// <summary>A service has no container: it was never started, or is removed now. The next <c>up</c> brings it.</summary>
/// <param name="absent">The service.</param>
public sealed class RemovedService(string absent) : IFault
{
    /// <inheritdoc />
    public string Name => $"'{absent}' is not there";

    /// <summary>The <c>up</c> that brought it.</summary>
    public Execution? Repair { get; private set; }

    /// <inheritdoc />
    public async Task Break(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var removed = await stack.Compose("rm", "--stop", "--force", absent);
        if (removed.ExitCode != 0)
        {
            Unjudged.Because($"no removal: {removed}");
        }
    }

    /// <inheritdoc />
    public async Task<string?> Escapes(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return (await stack.Services()).TryGetValue(absent, out var state) ? state.ToString() : null;
    }

    /// <inheritdoc />
    public bool Replaces(Stack stack, string service) => service == absent;

    /// <inheritdoc />
    public async Task Heal(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        Repair = await stack.ReUp();
    }
}
