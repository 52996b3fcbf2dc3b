using NBomber.Contracts.Stats;

namespace NBomber.Show;

internal static class Csv
{
    private const string Columns =
        "test_suite,test_name,scenario,duration,step,outcome,count,percent,rps,min_ms,mean_ms,max_ms,p50_ms,p75_ms,p95_ms,p99_ms,std_dev,"
        + "min_bytes,mean_bytes,max_bytes,all_bytes";

    public static string Write(NodeStats stats) =>
        $"{Columns}\n{string.Concat(stats.ScenarioStats.SelectMany(s => Grids.Measurements(s).Select(m => Line(stats.TestInfo, s, m.Name, m.Outcome, m.Stats))))}";

    private static string Line(TestInfo test, ScenarioStats scenario, string step, string outcome, MeasurementStats m)
    {
        string[] names = [test.TestSuite, test.TestName, scenario.ScenarioName, Grids.Duration(scenario.Duration), step, outcome];
        double[] numbers =
        [
            m.Request.Count, m.Request.Percent, m.Request.RPS, m.Latency.MinMs, m.Latency.MeanMs, m.Latency.MaxMs,
            m.Latency.Percent50, m.Latency.Percent75, m.Latency.Percent95, m.Latency.Percent99, m.Latency.StdDev,
            m.DataTransfer.MinBytes, m.DataTransfer.MeanBytes, m.DataTransfer.MaxBytes, m.DataTransfer.AllBytes,
        ];
        return $"{string.Join(',', names.Select(Quoted).Concat(numbers.Select(Grids.Text)))}\n";
    }

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\n\r") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
