using System.Collections.Concurrent;
using NBomber.Contracts;
using NBomber.Contracts.Stats;
using NBomber.CSharp;

namespace NBomber.Run;

/// <summary>One scenario in one phase: starts iterations when they are due and waits for the last of them.</summary>
#pragma warning disable CA1001 // Iterations that were given up on may still use both.
internal sealed class Load(ScenarioProps scenario, ScenarioOperation operation, IReadOnlyList<LoadSimulation> simulations, Session session)
#pragma warning restore CA1001
{
    private readonly ConcurrentDictionary<Iteration, bool> _underWay = [];
    private readonly CountdownEvent _users = new(1);
    private readonly CancellationTokenSource _cancelled = new();
    private readonly TimeSpan _length = Plan.Length(simulations);
    private long _number;

    public ScenarioProps Scenario => scenario;

    public TestInfo Test => session.Test;

    public Recorder Recorder { get; } = new();

    public Clock Clock { get; private set; } = new();

    public CancellationToken Cancelled => _cancelled.Token;

    public ScenarioInfo Info(int instance) => Session.Info(scenario, operation, instance, _length);

    public void StopTest(string reason) => session.StopTest(reason);

    /// <summary>Runs on a thread of its own, so that nothing the scenario does can delay a start. Answers the length of the load.</summary>
    public TimeSpan Run()
    {
        Clock = new();
        foreach (var start in Plan.Starts(simulations).TakeWhile(s => Clock.WaitUntil(s.At, session.Stopped)))
        {
            _users.AddCount();
            var first = Begin(start.Until is null ? start.At : Clock.Elapsed, start.Instance);
            ThreadPool.UnsafeQueueUserWorkItem(_ => _ = UserAsync(start, first), null);
        }

        Clock.WaitUntil(_length, session.Stopped);
        var ran = Clock.Elapsed;
        _users.Signal();
        if (!_users.Wait(session.CompletionTimeout))
        {
            GiveUp();
        }

        return ran;
    }

    public void Ended(Iteration iteration, IResponse response, TimeSpan latency, long bytes)
    {
        _underWay.TryRemove(iteration, out _);
        if (Recorder.Add(response, latency, bytes) >= scenario.MaxFailCount && operation == ScenarioOperation.Bombing && response.IsError)
        {
            StopTest($"scenario '{scenario.ScenarioName}' failed {scenario.MaxFailCount} times");
        }
    }

    private Iteration Begin(TimeSpan due, int instance)
    {
        var iteration = new Iteration(this, due, instance, Interlocked.Increment(ref _number));
        _underWay.TryAdd(iteration, true);
        return iteration;
    }

    private async Task UserAsync(Start start, Iteration first)
    {
        try
        {
            await first.RunAsync();
            while (start.Until > Clock.Elapsed && !session.Stopped.IsSet)
            {
                // A scenario that never waits must not keep a pool thread from the other users.
                await Task.Yield();
                await Begin(Clock.Elapsed, start.Instance).RunAsync();
            }
        }
        finally
        {
            _users.Signal();
        }
    }

    // What was started has an outcome: leaving it out would make a hanging system look fast.
    private void GiveUp()
    {
        _cancelled.Cancel();
        foreach (var iteration in _underWay.Keys)
        {
            iteration.End(Response.Fail(statusCode: "-100", message: "not ended when the run did"));
        }
    }
}
