namespace Archiv.Backend.Model;

/// <summary>
/// One request on behalf of everybody who wants its result: whoever comes while it runs joins it, and whoever leaves does not end it.
/// One that has run longer than <paramref name="stale"/> may hang for ever on a connection that is gone, so the next to come begins another.
/// </summary>
internal sealed class SharedRequest(Func<Task> request, TimeSpan stale, TimeProvider clock)
{
    private readonly Lock gate = new();
    private Task? running;
    private long began;

    public Task JoinAsync(CancellationToken waiting)
    {
        lock (gate)
        {
            if (running is null || running.IsCompleted || clock.GetElapsedTime(began) > stale)
            {
                began = clock.GetTimestamp();
                running = Task.Run(request, CancellationToken.None);
                // Nobody may be waiting any more when it fails.
                running.ContinueWith(static failed => _ = failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            }
            return running.WaitAsync(waiting);
        }
    }
}
