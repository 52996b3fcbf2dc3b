using NBomber.Contracts;
using NBomber.Contracts.Stats;

namespace NBomber.Run;

/// <summary>One iteration from the moment at which it is due: what the scenario sees of it, and its measurement.</summary>
internal sealed class Iteration(Load load, TimeSpan due, int instance, long number) : IScenarioContext
{
    private long _bytes;
    private long _lateTicks;
    private int _ended;

    public TestInfo TestInfo => load.Test;

    public ScenarioInfo ScenarioInfo => field ??= load.Info(instance);

    public long InvocationNumber => number;

    public Random Random => Random.Shared;

    public Dictionary<string, object> Data => field ??= [];

    public CancellationToken ScenarioCancellationToken => load.Cancelled;

    public void StopCurrentTest(string reason) => load.StopTest(reason);

    public async Task RunAsync()
    {
        _lateTicks = (load.Clock.Elapsed - due).Ticks;
        End(await Outcome.Of(load.Scenario, this));
    }

    /// <summary>How late the iteration began. The first step takes it, so that a late generator shows in the steps too, and once.</summary>
    public TimeSpan TakeLateness() => new(Interlocked.Exchange(ref _lateTicks, 0));

    public void EndStep(string name, IResponse response, TimeSpan latency)
    {
        // The outcome is fixed once the run has given up on the iteration.
        if (Volatile.Read(ref _ended) != 0)
        {
            return;
        }

        Interlocked.Add(ref _bytes, response.SizeBytes);
        load.Recorder.AddStep(name, response, latency);
        if (response.IsError && load.Scenario.RestartIterationOnFail)
        {
            throw new StepFailedException(name, response);
        }
    }

    /// <summary>Counts the iteration; the first outcome is the one.</summary>
    public void End(IResponse response)
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
        {
            load.Ended(this, response, load.Clock.Elapsed - due, Interlocked.Read(ref _bytes) + response.SizeBytes);
        }
    }
}
