using NBomber.Contracts;
using NBomber.Contracts.Stats;

namespace NBomber.Run;

/// <summary>A threshold of a scenario and what came of its checks.</summary>
internal sealed class ThresholdCheck(string scenario, Threshold threshold)
{
    private readonly Func<ScenarioStats, bool>? _scenario = threshold.CheckScenario?.Compile();
    private readonly Func<StepStats, bool>? _step = threshold.CheckStep?.Compile();
    private string _exception = "";
    private int _errors;

    public string Scenario => scenario;

    public ThresholdResult Result => new()
    {
        ScenarioName = scenario,
        StepName = threshold.StepName,
        CheckExpression = (threshold.CheckScenario?.Body ?? threshold.CheckStep?.Body)?.ToString() ?? "",
        ExceptionMsg = _exception,
        ErrorCount = _errors,
        IsFailed = _errors > 0,
    };

    /// <summary>Checks once. Answers whether this was one failure too many for the run to go on.</summary>
    public bool Check(ScenarioStats stats, bool final)
    {
        if (stats.Duration < threshold.StartCheckAfter || (_step is not null && !final && !stats.StepStats.Exists(threshold.StepName)))
        {
            return false;
        }

        _errors += Holds(stats) ? 0 : 1;
        return _errors >= threshold.AbortWhenErrorCount;
    }

    private bool Holds(ScenarioStats stats)
    {
        try
        {
            return _step is null ? _scenario!(stats) : _step(stats.StepStats.Get(threshold.StepName));
        }
#pragma warning disable CA1031 // A check that cannot be made does not hold; the result has the reason.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _exception = e.Message;
            return false;
        }
    }
}
