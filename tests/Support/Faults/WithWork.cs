using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Faults;

/// <summary>A fault that strikes while something goes on: both begin together.</summary>
/// <param name="fault">The fault.</param>
/// <param name="work">What goes on meanwhile.</param>
public sealed class WithWork(IFault fault, Func<Task> work) : IFault
{
    /// <inheritdoc />
    public string Name => fault.Name;

    /// <inheritdoc />
    public Task Break(Stack stack) => Task.WhenAll(work(), fault.Break(stack));

    /// <inheritdoc />
    public Task<string?> Escapes(Stack stack) => fault.Escapes(stack);

    /// <inheritdoc />
    public bool Replaces(Stack stack, string service) => fault.Replaces(stack, service);

    /// <inheritdoc />
    public Task Heal(Stack stack) => fault.Heal(stack);
}
