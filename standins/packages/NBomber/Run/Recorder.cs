using System.Collections.Concurrent;
using NBomber.Contracts;
using NBomber.Contracts.Stats;

namespace NBomber.Run;

/// <summary>Everything measured of one scenario in one phase.</summary>
internal sealed class Recorder
{
    private readonly ConcurrentDictionary<string, StepTally> _steps = [];
    private readonly Tally _ok = new(isError: false);
    private readonly Tally _fail = new(isError: true);
    private int _order = -1;

    public Lateness Lateness { get; } = new();

    /// <summary>Adds an iteration; answers the number of failures so far.</summary>
    public int Add(IResponse response, TimeSpan latency, long bytes)
    {
        if (response.IsError)
        {
            return _fail.Add(response, latency, bytes);
        }

        _ok.Add(response, latency, bytes);
        return 0;
    }

    public void AddStep(string name, IResponse response, TimeSpan latency)
    {
        var step = _steps.TryGetValue(name, out var known) ? known : _steps.GetOrAdd(name, _ => new StepTally(Interlocked.Increment(ref _order)));
        (response.IsError ? step.Fail : step.Ok).Add(response, latency, response.SizeBytes);
    }

    /// <summary>Latencies of the successes, or of the failures, by their buckets.</summary>
    public List<(long Ticks, long Count)> Latencies(bool ok) => (ok ? _ok : _fail).Latencies();

    /// <summary>Statistics without name, state and place.</summary>
    public ScenarioStats Stats(Lane lane, TimeSpan duration, LoadSimulationStats simulation, OperationType operation)
    {
        var all = _ok.Count + _fail.Count;
        var (ok, fail) = (_ok.Stats(all, duration), _fail.Stats(all, duration));
        return new ScenarioStats
        {
            ScenarioName = lane.Scenario.ScenarioName,
            Ok = ok,
            Fail = fail,
            StepStats = [.. _steps.OrderBy(s => s.Value.Order).Select(s => s.Value.Stats(s.Key, duration))],
            LoadSimulationStats = simulation,
            CurrentOperation = operation,
            AllRequestCount = ok.Request.Count + fail.Request.Count,
            AllOkCount = ok.Request.Count,
            AllFailCount = fail.Request.Count,
            AllBytes = ok.DataTransfer.AllBytes + fail.DataTransfer.AllBytes,
            Duration = duration,
            SortIndex = lane.Order,
        };
    }

    private sealed record StepTally(int Order)
    {
        public Tally Ok { get; } = new(isError: false);

        public Tally Fail { get; } = new(isError: true);

        public StepStats Stats(string name, TimeSpan duration)
        {
            var all = Ok.Count + Fail.Count;
            return new StepStats { StepName = name, Ok = Ok.Stats(all, duration), Fail = Fail.Stats(all, duration), SortIndex = Order };
        }
    }
}
