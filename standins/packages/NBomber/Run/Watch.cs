using NBomber.Contracts;
using NBomber.Contracts.Stats;
using NBomber.Show;

namespace NBomber.Run;

/// <summary>Looks at the statistics while the load runs: at each reporting interval it checks thresholds, remembers and shows them.</summary>
internal sealed class Watch(NBomberContext context, Func<ScenarioStats[]> stats, Action<string> stop)
{
    private readonly List<ThresholdCheck> _checks = [.. context.Scenarios.SelectMany(s => s.Thresholds.Select(t => new ThresholdCheck(s.ScenarioName, t)))];

    /// <summary>The statistics at each interval, since the begin of the load.</summary>
    public List<ScenarioStats[]> History { get; } = [];

    /// <summary>Until the load has ended.</summary>
    public async Task DuringAsync(Task load)
    {
        using var ended = new CancellationTokenSource();
        var shown = context.ConsoleMetrics && !Console.IsOutputRedirected ? LiveTable.ShowAsync(stats, ended.Token) : Task.CompletedTask;
        var watched = EachIntervalAsync(ended.Token);
        try
        {
            await load;
        }
        finally
        {
            await ended.CancelAsync();
            await Task.WhenAll(shown, watched);
        }

        History.Add(stats());
        Tell("end");
    }

    /// <summary>What came of the thresholds, checked once more with these last statistics.</summary>
    public ThresholdResult[] Thresholds(ScenarioStats[] last)
    {
        Check(last, final: true);
        return [.. _checks.Select(c => c.Result)];
    }

    private async Task EachIntervalAsync(CancellationToken ended)
    {
        using var timer = new PeriodicTimer(context.ReportingInterval);
        while (!ended.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(ended);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            History.Add(stats());
            if (Check(History[^1], final: false) is { } failed)
            {
                stop($"threshold failed {failed.ErrorCount} times: {failed.CheckExpression}");
            }

            Tell($"{History[^1].Select(s => s.Duration).DefaultIfEmpty().Max().TotalSeconds:0} s");
        }
    }

    private ThresholdResult? Check(ScenarioStats[] now, bool final)
    {
        var tooMany = _checks.Where(c => now.Find(c.Scenario) is { } scenario && c.Check(scenario, final)).ToList();
        return tooMany.FirstOrDefault()?.Result;
    }

    private void Tell(string time)
    {
        if (context.ConsoleMetrics && Console.IsOutputRedirected)
        {
            Lines.Tell(time, History[^1]);
        }
    }
}
