using NBomber.Contracts;
using NBomber.Contracts.Stats;

namespace NBomber.Run;

/// <summary>Everything measured of one scenario in one phase.</summary>
internal sealed class Recorder
{
    private readonly Lock _lock = new();
    private readonly OrderedDictionary<string, (Tally Ok, Tally Fail)> _steps = [];
    private readonly Tally _ok = new(isError: false);
    private readonly Tally _fail = new(isError: true);

    /// <summary>Adds an iteration; answers the number of failures so far.</summary>
    public int Add(IResponse response, TimeSpan latency, long bytes)
    {
        if (response.IsError)
        {
            return _fail.Add(response, latency, bytes);
        }

        _ok.Add(response, latency, bytes);
        return _fail.Count;
    }

    public void AddStep(string name, IResponse response, TimeSpan latency)
    {
        (Tally Ok, Tally Fail) step;
        lock (_lock)
        {
            if (!_steps.TryGetValue(name, out step))
            {
                step = (new(isError: false), new(isError: true));
                _steps.Add(name, step);
            }
        }

        (response.IsError ? step.Fail : step.Ok).Add(response, latency, response.SizeBytes);
    }

    public ScenarioStats Stats(string scenario, TimeSpan duration)
    {
        var all = _ok.Count + _fail.Count;
        var (ok, fail) = (_ok.Stats(all, duration), _fail.Stats(all, duration));
        lock (_lock)
        {
            return new ScenarioStats
            {
                ScenarioName = scenario,
                Ok = ok,
                Fail = fail,
                StepStats = [.. _steps.Select(s => StepStats(s.Key, s.Value.Ok, s.Value.Fail, duration))],
                AllRequestCount = all,
                AllOkCount = ok.Request.Count,
                AllFailCount = fail.Request.Count,
                AllBytes = ok.DataTransfer.AllBytes + fail.DataTransfer.AllBytes,
                Duration = duration,
            };
        }
    }

    private static StepStats StepStats(string name, Tally ok, Tally fail, TimeSpan duration)
    {
        var all = ok.Count + fail.Count;
        return new StepStats { StepName = name, Ok = ok.Stats(all, duration), Fail = fail.Stats(all, duration) };
    }
}
