using Archiv.Tests.Support.Clients;
using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Faults;

/// <summary>The test double answers inference requests from a script (overlay <c>chaos/upstream.yml</c>).</summary>
/// <param name="name">What it answers, as a clause.</param>
/// <param name="script">The script: mode, status and body.</param>
public sealed class ScriptedFault(string name, UpstreamScript script) : IFault
{
    /// <inheritdoc />
    public string Name => name;

    /// <inheritdoc />
    public Task Break(Stack stack) => Of(stack).Play(script);

    /// <inheritdoc />
    public async Task<string?> Escapes(Stack stack)
    {
        var inForce = await Of(stack).Script();
        return inForce == script ? null : $"the script in force is {inForce}";
    }

    /// <inheritdoc />
    public Task Heal(Stack stack) => Of(stack).PassOn();

    private static ScriptedUpstream Of(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return stack.Upstream;
    }
}
