using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Faults;

/// <summary>Init finds a model volume that it cannot use. Only a throw-away container of init gets it: the stack keeps its own.</summary>
/// <param name="how">What is wrong with the volume, as a clause.</param>
/// <param name="overlay">The overlay that brings it, below the compose file's folder.</param>
/// <param name="says">What a write to it says.</param>
public sealed class UnusableVolume(string how, string overlay, string says) : IFault
{
    /// <inheritdoc />
    public string Name => how;

    /// <inheritdoc />
    /// <remarks>The volume comes with <see cref="Start"/>.</remarks>
    public Task Break(Stack stack) => Task.CompletedTask;

    /// <summary>Starts init as it is deployed, alone, on that volume.</summary>
    /// <returns>Name of its container; <see cref="Heal"/> removes it.</returns>
    public async Task<string> Start(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var name = Container(stack);
        var started = await stack.Compose([stack.Profile.Overlay(overlay)], [], "run", "--detach", "--no-deps", "--name", name, stack.Profile.Init);
        return started.ExitCode == 0 ? name : throw new ToolException($"init cannot be started: {started}");
    }

    /// <inheritdoc />
    /// <remarks>More than the page that a full disk may have left.</remarks>
    public async Task<string?> Escapes(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        Execution write = await stack.Compose(
            [stack.Profile.Overlay(overlay)], [],
            "run", "--rm", "--no-deps", "-T", "--entrypoint", "/bin/sh", stack.Profile.Init, "-c", "head -c 8192 /dev/zero > /root/.ollama/probe");
        return write.ExitCode != 0 && $"{write.Output}{write.Error}".Contains(says, StringComparison.Ordinal) ? null : $"a write ended so: {write}";
    }

    /// <inheritdoc />
    public Task Heal(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return stack.Engine.Remove(Container(stack));
    }

    private string Container(Stack stack) => $"{stack.Project}-{Path.GetFileNameWithoutExtension(overlay)}";
}
