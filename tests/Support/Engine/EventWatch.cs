using System.Collections.Concurrent;
using Archiv.Tests.Support.Evidence;

namespace Archiv.Tests.Support.Engine;

/// <summary>
/// Follows what happens to the containers of one project while it is watched. Asking the engine afterwards is no substitute:
/// it remembers its last 256 events only, and the healthchecks of a few stacks make more than that in a minute.
/// </summary>
public sealed class EventWatch : IAsyncDisposable
{
    // What the timeline shows; the probes themselves would be thousands.
    private static readonly string[] Shown = ["start", "die", "oom", "pause", "unpause"];

    private readonly ConcurrentQueue<EngineEvent> seen = [];
    private readonly CancellationTokenSource stop = new();
    private readonly Task following;

    /// <summary>Begins to watch a project.</summary>
    public EventWatch(DockerEngine engine, string project)
    {
        ArgumentNullException.ThrowIfNull(engine);
        following = engine.Follow(project, entry => Note(project, entry), stop.Token);
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

    private void Note(string project, EngineEvent entry)
    {
        seen.Enqueue(entry);
        if (Shown.Contains(entry.Action) || entry.Action.StartsWith("health_status", StringComparison.Ordinal))
        {
            Run.Current.Say(entry.At, "engine", project, $"{entry.Service} {entry.Action}{(entry.ExitCode is { } code ? $" {code}" : "")}");
        }
    }
}
