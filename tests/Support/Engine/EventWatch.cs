using System.Collections.Concurrent;

namespace Archiv.Tests.Support.Engine;

/// <summary>
/// Follows what happens to the containers of one project while it is watched. Asking the engine afterwards is no substitute:
/// it remembers its last 256 events only, and the healthchecks of a few stacks make more than that in a minute.
/// </summary>
public sealed class EventWatch : IAsyncDisposable
{
    private readonly ConcurrentQueue<EngineEvent> seen = [];
    private readonly CancellationTokenSource stop = new();
    private readonly Task following;

    /// <summary>Begins to watch a project.</summary>
    public EventWatch(DockerEngine engine, string project)
    {
        ArgumentNullException.ThrowIfNull(engine);
        following = engine.Follow(project, seen.Enqueue, stop.Token);
    }

    /// <summary>Why events may be missing; null while the engine's stream is open.</summary>
    public string? Lost => following.IsCompleted ? $"the engine's events ended: {following.Exception?.InnerException?.Message ?? "closed"}" : null;

    /// <summary>What was seen since a moment (UTC), in the order of the engine.</summary>
    public IReadOnlyList<EngineEvent> Since(DateTimeOffset moment) => [.. seen.Where(entry => entry.At >= moment)];

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        try
        {
            await following;
        }
        catch (Exception ended) when (ended is not OutOfMemoryException)
        {
            // What is broken about the stream was said by Lost.
        }

        stop.Dispose();
    }
}
