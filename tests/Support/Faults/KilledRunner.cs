using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Faults;

/// <summary>The model runners of the server die by SIGKILL, sent in their container by the same user, so that no capability is needed.</summary>
/// <param name="service">The model server.</param>
public sealed class KilledRunner(string service) : IFault
{
    private IReadOnlyList<string> before = [];
    private string? startedAt;

    /// <inheritdoc />
    public string Name => $"the model runner of '{service}' is killed";

    /// <summary>Not before this moment was it killed (UTC).</summary>
    public DateTimeOffset Struck { get; private set; }

    /// <summary>From this moment on it was dead (UTC).</summary>
    public DateTimeOffset Over { get; private set; }

    /// <inheritdoc />
    public async Task Break(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var state = await stack.Service(service);
        startedAt = state.StartedAt;
        before = await ModelRunners.Given(stack, service);
        Struck = TimeProvider.System.GetUtcNow();
        // Where the container goes down with it, so does this command.
        await stack.Engine.Exec(state.Id, "sh", "-c", ModelRunners.Each("kill -KILL \"${process#/proc/}\""));
        Over = TimeProvider.System.GetUtcNow();
    }

    /// <inheritdoc />
    /// <remarks>A container that went down with its runner is for the row to judge.</remarks>
    public async Task<string?> Escapes(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var state = await stack.Service(service);
        if (before.Count > 0 && (state.Status != "running" || state.StartedAt != startedAt))
        {
            return null;
        }

        var alive = await ModelRunners.Alive(stack, service);
        return before.Count > 0 && !before.Intersect(alive).Any() ? null : $"runners before: {string.Join(", ", before)}; now: {string.Join(", ", alive)}";
    }

    /// <inheritdoc />
    /// <remarks>The next search loads the model again.</remarks>
    public Task Heal(Stack stack) => Task.CompletedTask;
}
