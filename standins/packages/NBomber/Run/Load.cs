using System.Collections.Concurrent;
using NBomber.Contracts;
using NBomber.Contracts.Stats;
using NBomber.CSharp;

namespace NBomber.Run;

/// <summary>The load of one scenario, or of those that share one by weight, in one phase: starts iterations when they are due and waits for the last of them.</summary>
#pragma warning disable CA1001 // Iterations that were given up on may still use what could be disposed.
internal sealed class Load(IReadOnlyList<Lane> lanes, ScenarioOperation operation, IReadOnlyList<LoadSimulation> simulations, Session session)
#pragma warning restore CA1001
{
    private readonly ConcurrentDictionary<User, bool> _underWay = [];
    private readonly CountdownEvent _users = new(1);
    private readonly CancellationTokenSource _cancelled = new();
    private readonly ManualResetEventSlim _stopped = new();
    private readonly bool _timed = !simulations.Any(s => s is LoadSimulation.CopiesOnce);
    private readonly TimeSpan _length = Plan.Length(simulations);
    private readonly int _weights = lanes.Sum(l => l.Scenario.Weight ?? 0);
    private long _iterationsLeft = Plan.IterationsAfterTheFirst(simulations);
    private TimeSpan? _ran;

    public Session Session => session;

    public IReadOnlyList<Lane> Lanes => lanes;

    public Clock Clock { get; private set; } = new();

    public CancellationToken Cancelled => _cancelled.Token;

    /// <summary>Length of the load so far, without waiting for the last iterations.</summary>
    public TimeSpan Ran => _ran ?? Clock.Elapsed;

    public TimeSpan Length => _length;

    public ScenarioInfo Info(Lane lane, int instance) => Session.Info(lane.Scenario, operation, instance, _length);

    public IEnumerable<ScenarioStats> Stats(OperationType state) =>
        lanes.Select(l => l.Recorder.Stats(l, Ran, Plan.At(simulations, Ran), state));

    public void Stop() => _stopped.Set();

    public void StopLane(Lane lane)
    {
        lane.Stop();
        if (lanes.All(l => l.Stopped))
        {
            Stop();
        }
    }

    /// <summary>Runs on a thread of its own, so that nothing the scenario does can delay a start.</summary>
    public void Run()
    {
        Clock.BeExactHere();
        Clock = new();
        foreach (var start in Plan.Starts(simulations).TakeWhile(s => Clock.WaitUntil(s.At, _stopped)))
        {
            _users.AddCount();
            var user = new User(this, start, Begin(start.IsArrival ? start.At : Clock.Elapsed, start, new()));
            _underWay.TryAdd(user, true);
            ThreadPool.UnsafeQueueUserWorkItem(user, preferLocal: false);
        }

        var complete = _timed && Clock.WaitUntil(_length, _stopped);
        _users.Signal();
        if (!_timed)
        {
            WaitHandle.WaitAny([_users.WaitHandle, _stopped.WaitHandle]);
        }

        _ran = complete ? _length : Clock.Elapsed;
        if (!_users.Wait(session.CompletionTimeout))
        {
            GiveUp();
        }
    }

    public Iteration Begin(TimeSpan due, Start start, InstanceData kept) => new(this, Pick(), due, start, kept);

    /// <summary>Whether the user runs another iteration.</summary>
    public bool Continues(Start start) =>
        !_stopped.IsSet && !start.IsArrival && (_timed ? start.Until > Clock.Elapsed : Interlocked.Decrement(ref _iterationsLeft) >= 0);

    public void Left(User user)
    {
        _underWay.TryRemove(user, out _);
        _users.Signal();
    }

    public void Count(Lane lane, IResponse response, TimeSpan latency, long bytes)
    {
        if (lane.Recorder.Add(response, latency, bytes) >= lane.Scenario.MaxFailCount && response.IsError && operation == ScenarioOperation.Bombing)
        {
            session.StopTest($"scenario '{lane.Scenario.ScenarioName}' failed {lane.Scenario.MaxFailCount} times");
        }
    }

    private Lane Pick()
    {
        if (lanes.Count == 1)
        {
            return lanes[0];
        }

        var open = lanes.Where(l => !l.Stopped).ToList();
        var ticket = Random.Shared.Next(open.Count == lanes.Count ? _weights : Math.Max(1, open.Sum(l => l.Scenario.Weight!.Value)));
        return open.FirstOrDefault(l => (ticket -= l.Scenario.Weight!.Value) < 0) ?? lanes[0];
    }

    // What was started has an outcome: leaving it out would make a hanging system look fast.
    private void GiveUp()
    {
        _cancelled.Cancel();
        foreach (var user in _underWay.Keys)
        {
            user.GiveUp(Response.Fail(statusCode: "-100", message: "not ended when the run did"));
        }
    }
}
