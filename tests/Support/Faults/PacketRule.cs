using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Faults;

/// <summary>A rule of the packet filter in the network of a service's container, which goes on running.</summary>
/// <param name="service">The service.</param>
/// <param name="rule">The rule, as <c>iptables</c> takes it behind <c>-I</c> and <c>-D</c>.</param>
public abstract class PacketRule(string service, string rule) : IFault
{
    private bool filtered;

    /// <summary>The service.</summary>
    protected string Service { get; } = service;

    /// <inheritdoc />
    public abstract string Name { get; }

    /// <inheritdoc />
    public async Task Break(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        await stack.Beside.PacketFilter(await stack.Service(Service), $"-I {rule}");
        filtered = true;
    }

    /// <inheritdoc />
    public abstract Task<string?> Escapes(Stack stack);

    /// <inheritdoc />
    public async Task Heal(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        if (filtered)
        {
            await stack.Beside.PacketFilter(await stack.Service(Service), $"-D {rule}");
            filtered = false;
        }
    }
}
