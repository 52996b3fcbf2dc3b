using NBomber.Contracts;
using NBomber.Contracts.Stats;
using Serilog;

namespace NBomber.Run;

/// <summary>One iteration from the moment at which it is due: what the scenario sees of it, and its measurement.</summary>
internal sealed class Iteration(Load load, Lane lane, TimeSpan due, Start start, InstanceData kept) : IScenarioContext
{
    private long _bytes;
    private long _lateTicks;
    private int _ended;

    public TestInfo TestInfo => load.Session.Test;

    public ScenarioInfo ScenarioInfo => field ??= load.Info(lane, start.Instance);

    public NodeInfo NodeInfo => load.Session.Node;

    public ILogger Logger => load.Session.Logger;

    public long InvocationNumber { get; } = lane.Next();

    public Random Random => Random.Shared;

    public Dictionary<string, object> Data => field ??= [];

    public Dictionary<string, object> ScenarioInstanceData => kept.Values;

    public InstanceData Kept => kept;

    public CancellationToken ScenarioCancellationToken => load.Cancelled;

    public TimeSpan GetScenarioTimerTime() => load.Clock.Elapsed;

    public void StopScenario(string scenarioName, string reason) => load.Session.StopScenario(scenarioName, reason);

    public void StopCurrentTest(string reason) => load.Session.StopTest(reason);

    public async Task RunAsync()
    {
        if (start.IsArrival)
        {
            _lateTicks = (load.Clock.Elapsed - due).Ticks;
            lane.Recorder.Lateness.Add(_lateTicks);
        }

        IResponse response;
        try
        {
            response = await lane.Run(this) ?? throw new InvalidOperationException("the scenario returned null");
        }
        catch (StepFailedException e)
        {
            response = e.Response;
        }
#pragma warning disable CA1031 // Whatever a test throws is a result of that test.
        catch (Exception e)
#pragma warning restore CA1031
        {
            response = Thrown.Response<object>(e, Logger);
        }

        End(response);
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
        lane.Recorder.AddStep(name, response, latency);
        if (response.IsError && lane.Scenario.RestartIterationOnFail)
        {
            throw new StepFailedException(name, response);
        }
    }

    /// <summary>Counts the iteration; the first outcome is the one.</summary>
    public void End(IResponse response)
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
        {
            load.Count(lane, response, load.Clock.Elapsed - due, Interlocked.Read(ref _bytes) + response.SizeBytes);
        }
    }
}
