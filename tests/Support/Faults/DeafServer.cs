using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Faults;

/// <summary>Connections to a service's port are refused, also from its own container, while its process goes on: as if its server were gone.</summary>
/// <param name="service">The service.</param>
/// <param name="port">Its TCP port.</param>
public sealed class DeafServer(string service, int port) : PacketRule(service, $"INPUT -p tcp --dport {port} -j REJECT --reject-with tcp-reset")
{
    /// <inheritdoc />
    public override string Name => $"port {port} of '{Service}' refuses connections";

    /// <inheritdoc />
    public override async Task<string?> Escapes(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var probe = await stack.Beside.Probe($"container:{(await stack.Service(Service)).Id}", "nc", "-w", "2", "127.0.0.1", $"{port}");
        return probe.ExitCode == 0 ? $"a connection from its own container: {probe}" : null;
    }
}
