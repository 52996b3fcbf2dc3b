using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Faults;

/// <summary>Connections to a service's port are refused, also from its own container, while its process goes on: as if its server were gone.</summary>
/// <param name="service">The service.</param>
/// <param name="port">Its TCP port.</param>
public sealed class DeafServer(string service, int port) : IFault
{
    private bool filtered;

    private string Rule => $"INPUT -p tcp --dport {port} -j REJECT --reject-with tcp-reset";

    /// <inheritdoc />
    public string Name => $"port {port} of '{service}' refuses connections";

    /// <inheritdoc />
    public async Task Break(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        await stack.Beside.PacketFilter(await stack.Service(service), $"-I {Rule}");
        filtered = true;
    }

    /// <inheritdoc />
    public async Task<string?> Escapes(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var probe = await stack.Beside.Probe($"container:{(await stack.Service(service)).Id}", "nc", "-w", "2", "127.0.0.1", $"{port}");
        return probe.ExitCode == 0 ? $"a connection from its own container: {probe}" : null;
    }

    /// <inheritdoc />
    public async Task Heal(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        if (filtered)
        {
            await stack.Beside.PacketFilter(await stack.Service(service), $"-D {Rule}");
            filtered = false;
        }
    }
}
