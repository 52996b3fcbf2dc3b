using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Faults;

/// <summary>Nobody answers a service's questions for names: the engine's resolver is out of its reach, so that each lookup lasts until the asker gives up.</summary>
/// <param name="service">The service.</param>
public sealed class SilentResolver(string service) : IFault
{
    // The engine's resolver in every container's network, whatever port the engine maps it to. Dropped as it comes in: what is dropped on its way out is told to the sender.
    private const string Rule = "INPUT -d 127.0.0.11 -j DROP";

    // Seconds; longer than a search may take to learn that it cannot connect.
    private const int Silence = 4;
    private bool filtered;

    /// <inheritdoc />
    public string Name => $"no name is resolved for '{service}'";

    /// <inheritdoc />
    public async Task Break(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        await stack.Beside.PacketFilter(await stack.Service(service), $"-I {Rule}");
        filtered = true;
    }

    /// <inheritdoc />
    /// <remarks>A lookup in the service's own network, whose silence has to outlast what the row allows.</remarks>
    public async Task<string?> Escapes(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var lookup = await stack.Beside.Probe($"container:{(await stack.Service(service)).Id}", "timeout", $"{Silence}", "getent", "hosts", stack.Profile.Ollama);
        return lookup.ExitCode is 124 or 143 ? null : $"a lookup ended before {Silence} s: {lookup}";
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
