using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Faults;

/// <summary>The registry cannot be asked from the stack's first <c>up</c> on, by an overlay that it was brought up with; the next <c>up</c> is without it.</summary>
/// <param name="registry">The way in which it cannot be asked.</param>
public sealed class FirstUpWithoutRegistry(UnreachableRegistry registry) : IFault
{
    /// <inheritdoc />
    public string Name => registry.Name;

    /// <summary>The next <c>up</c>.</summary>
    public Execution? Repair { get; private set; }

    /// <inheritdoc />
    /// <remarks>It came with the stack.</remarks>
    public Task Break(Stack stack) => Task.CompletedTask;

    /// <inheritdoc />
    public Task<string?> Escapes(Stack stack) => registry.Escapes(stack);

    /// <inheritdoc />
    public bool Replaces(Stack stack, string service) => registry.Replaces(stack, service);

    /// <inheritdoc />
    public async Task Heal(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        Repair = await stack.ReUp([]);
    }
}
