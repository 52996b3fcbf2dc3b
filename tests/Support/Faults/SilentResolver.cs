using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Faults;

/// <summary>Nobody answers a service's questions for names: the engine's resolver is out of its reach, so that each lookup lasts until the asker gives up.</summary>
/// <remarks>
/// The engine's resolver has this address in every container's network, whatever port it is mapped to. Its packets are dropped as they come in:
/// what is dropped on its way out is told to the sender, who then waits for nothing.
/// </remarks>
/// <param name="service">The service.</param>
public sealed class SilentResolver(string service) : PacketRule(service, "INPUT -d 127.0.0.11 -j DROP")
{
    // Seconds; longer than a search may take to learn that it cannot connect.
    private const int Silence = 4;

    /// <inheritdoc />
    public override string Name => $"no name is resolved for '{Service}'";

    /// <inheritdoc />
    /// <remarks>A lookup in the service's own network, whose silence has to outlast what the row allows.</remarks>
    public override async Task<string?> Escapes(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var lookup = await stack.Beside.Probe($"container:{(await stack.Service(Service)).Id}", "timeout", $"{Silence}", "getent", "hosts", stack.Profile.Ollama);
        return lookup.ExitCode is 124 or 143 ? null : $"a lookup ended before {Silence} s: {lookup}";
    }
}
