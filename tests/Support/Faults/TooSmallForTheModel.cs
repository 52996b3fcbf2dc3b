using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Faults;

/// <summary>The model server is recreated with cgroup files in which no model fits (overlay <c>chaos/cgroup-v2.yml</c>).</summary>
/// <param name="server">The model server.</param>
/// <param name="overlays">Overlays that the stack was brought up with, below the compose file's folder.</param>
public sealed class TooSmallForTheModel(string server, params string[] overlays) : IFault
{
    /// <inheritdoc />
    public string Name => $"'{server}' sees a memory limit that its model does not fit into";

    /// <inheritdoc />
    public async Task Break(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        await stack.Compose(
            [.. overlays.Append("overlays/chaos/cgroup-v2.yml").Select(stack.Profile.Overlay)], [], "up", "--detach", "--no-deps", "--pull", "never", server);
    }

    /// <inheritdoc />
    public async Task<string?> Escapes(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var limit = await stack.Engine.Exec((await stack.Service(server)).Id, "cat", "/sys/fs/cgroup/memory.max");
        return limit.Output.Trim() == "16777216" ? null : $"memory.max in it: {limit}";
    }

    /// <inheritdoc />
    public bool Replaces(Stack stack, string service) => service == server;

    /// <inheritdoc />
    public Task Heal(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return stack.ReUp();
    }
}
