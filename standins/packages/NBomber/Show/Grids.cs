using System.Globalization;
using NBomber.Contracts.Stats;

namespace NBomber.Show;

/// <summary>What a report says, as tables; the formats only write it down.</summary>
internal static class Grids
{
    public static IEnumerable<Grid> Of(NodeStats stats, IReadOnlyList<(string Scenario, long Count, double Median, double Percent99, double Max)> late)
    {
        yield return Run(stats);
        foreach (var scenario in stats.ScenarioStats)
        {
            var load = $"{scenario.LoadSimulationStats.SimulationName} {scenario.LoadSimulationStats.Value}, {Duration(scenario.Duration)}";
            yield return new(
                $"{scenario.ScenarioName} ({load})",
                ["what", "outcome", "count", "%", "per s", "min ms", "mean", "max", "p50", "p75", "p95", "p99", "std dev", "bytes"],
                [.. Rows(scenario)]);
            yield return new($"{scenario.ScenarioName}: status codes", ["what", "outcome", "code", "count", "%", "message"], [.. Codes(scenario)]);
        }

        if (stats.Thresholds.Length > 0)
        {
            yield return new("thresholds", ["scenario", "step", "check", "failed checks", "outcome", "exception"], [.. stats.Thresholds.Select(Row)]);
        }

        if (late.Count > 0)
        {
            yield return new(
                "load generator: begin of iterations after they were due",
                ["scenario", "iterations", "p50 ms", "p99 ms", "max ms"],
                [.. late.Select(l => new[] { l.Scenario, Text(l.Count), Text(l.Median), Text(l.Percent99), Text(l.Max) })]);
        }
    }

    /// <summary>A scenario as a whole, then its steps.</summary>
    public static IEnumerable<(string Name, string Outcome, MeasurementStats Stats)> Measurements(ScenarioStats scenario)
    {
        yield return ("scenario", "ok", scenario.Ok);
        yield return ("scenario", "fail", scenario.Fail);
        foreach (var step in scenario.StepStats)
        {
            yield return (step.StepName, "ok", step.Ok);
            yield return (step.StepName, "fail", step.Fail);
        }
    }

    public static string Text(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);

    public static string Duration(TimeSpan duration) => duration.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture);

    private static Grid Run(NodeStats stats) => new(
        "run",
        ["what", "value"],
        [
            ["test suite", stats.TestInfo.TestSuite],
            ["test name", stats.TestInfo.TestName],
            ["session", stats.TestInfo.SessionId],
            ["started (UTC)", stats.TestInfo.Created.ToString("u", CultureInfo.InvariantCulture)],
            ["duration", Duration(stats.Duration)],
            ["requests ok / failed", $"{stats.AllOkCount} / {stats.AllFailCount}"],
            ["bytes", stats.AllBytes.ToString(CultureInfo.InvariantCulture)],
            ["machine", $"{stats.NodeInfo.MachineName}, {stats.NodeInfo.CoresCount} cores, {stats.NodeInfo.OS}, {stats.NodeInfo.DotNetVersion}"],
        ]);

    private static IEnumerable<string[]> Rows(ScenarioStats scenario) => Measurements(scenario).Where(m => m.Stats.Request.Count > 0).Select(m =>
    {
        var (request, latency) = (m.Stats.Request, m.Stats.Latency);
        return (string[])
        [
            m.Name, m.Outcome, Text(request.Count), Text(request.Percent), Text(request.RPS), Text(latency.MinMs), Text(latency.MeanMs), Text(latency.MaxMs),
            Text(latency.Percent50), Text(latency.Percent75), Text(latency.Percent95), Text(latency.Percent99), Text(latency.StdDev),
            Text(m.Stats.DataTransfer.AllBytes),
        ];
    });

    private static IEnumerable<string[]> Codes(ScenarioStats scenario) => Measurements(scenario)
        .SelectMany(m => m.Stats.StatusCodes.Select(c => new[] { m.Name, m.Outcome, c.StatusCode, Text(c.Count), Text(c.Percent), c.Message }));

    private static string[] Row(ThresholdResult t) =>
        [t.ScenarioName, t.StepName, t.CheckExpression, Text(t.ErrorCount), t.IsFailed ? "failed" : "held", t.ExceptionMsg];
}
