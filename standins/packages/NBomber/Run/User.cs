using NBomber.Contracts;

namespace NBomber.Run;

/// <summary>A virtual user: one iteration in the open model, one after the other in the closed one.</summary>
internal sealed class User(Load load, Start start, Iteration first) : IThreadPoolWorkItem
{
    private Iteration _current = first;

    public int Number => start.Instance;

    public void Execute() => _ = RunAsync();

    /// <summary>Ends the iteration under way, whatever it still does.</summary>
    public void GiveUp(IResponse response) => Volatile.Read(ref _current).End(response);

    private async Task RunAsync()
    {
        try
        {
            await _current.RunAsync();
            while (load.Continues(start))
            {
                Volatile.Write(ref _current, load.Begin(load.Clock.Elapsed, start, _current.Kept));
                var iteration = _current.RunAsync();
                if (iteration.IsCompleted)
                {
                    // A scenario that never waits must not keep a pool thread from the other users.
                    await Task.Yield();
                }

                await iteration;
            }
        }
        finally
        {
            load.Left(this);
        }
    }
}
