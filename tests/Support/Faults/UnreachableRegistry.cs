using System.Text.RegularExpressions;
using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Faults;

/// <summary>
/// One way in which the model registry cannot be asked. Break takes the model server, its init and the registry away and brings the registry
/// back with the fault in it; the caller then brings the rest up by <see cref="Up"/>.
/// </summary>
/// <param name="how">The way, as a clause.</param>
/// <param name="says">What a pull says then, as a regular expression; exit 124 of <c>timeout</c> counts as <c>timed out</c>.</param>
/// <param name="overlay">The overlay that brings the fault, below the compose file's folder; null where a packet filter does.</param>
/// <param name="name">Another name for the registry, so that the public one does not resolve.</param>
/// <param name="filter">Rule that a packet filter at the registry gets, without its first word.</param>
/// <param name="isolated">True when the overlay changes a network, which cannot happen in place: the whole stack goes down for it.</param>
public sealed class UnreachableRegistry(
    string how, string says, string? overlay = null, string? name = null, string? filter = null, bool isolated = false) : IFault
{
    private const string Silence = "timed out";

    // Seconds for a pull: silence is known after a few; an answer may take its time on a busy machine.
    private int Patience => says.Contains(Silence, StringComparison.Ordinal) ? 5 : 30;

    /// <inheritdoc />
    public string Name => $"the registry cannot be asked: {how}";

    /// <inheritdoc />
    public async Task Break(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        if (isolated)
        {
            await stack.Compose("down");
            return;
        }

        await stack.Compose("rm", "--stop", "--force", stack.Profile.Ollama, stack.Profile.Init, Registry(stack));
        await stack.Compose(Overlays(stack), Settings, "up", "--detach", "--wait", "--pull", "never", Registry(stack));
        if (filter is not null)
        {
            await stack.Beside.PacketFilter(await stack.Service(Registry(stack)), $"-A {filter}");
        }
    }

    /// <summary>Brings the whole stack up under the fault.</summary>
    public Task<Execution> Up(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return stack.ReUp(Overlays(stack), Settings);
    }

    /// <inheritdoc />
    /// <remarks>A real pull where init stands: its image, network, resolver and trust.</remarks>
    public async Task<string?> Escapes(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var pull = await stack.Compose(
            Overlays(stack),
            Settings,
            "run", "--rm", "--no-deps", "-T", "--entrypoint", "/bin/sh", stack.Profile.Init, "-c",
            $"ollama serve >/dev/null 2>&1 & until ollama list >/dev/null 2>&1; do sleep 0.1; done; timeout {Patience} ollama pull {stack.Profile.Model}");
        var text = pull.Output + pull.Error;
        var bites = pull.ExitCode != 0 && !Regex.IsMatch(text, "pulling [0-9a-f]{12}") && Regex.IsMatch(pull.ExitCode == 124 ? Silence : text, says);
        return bites ? null : $"a pull ended so: {pull}";
    }

    /// <inheritdoc />
    public bool Replaces(Stack stack, string service) => isolated || service == stack.Profile.Ollama || service == stack.Profile.Init || service == stack.Profile.Registry;

    /// <inheritdoc />
    public async Task Heal(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        await (isolated ? stack.Compose("down") : stack.Compose("rm", "--stop", "--force", Registry(stack)));
        await stack.ReUp([]);
    }

    private (string, string)[] Settings => name is null ? [] : [("REGISTRY_NAME", name)];

    private IReadOnlyList<string> Overlays(Stack stack) => overlay is null ? [] : [stack.Profile.Overlay(overlay)];

    private static string Registry(Stack stack) => stack.Profile.Registry;
}
