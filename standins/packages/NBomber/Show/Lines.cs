using System.Globalization;
using NBomber.Contracts.Stats;

namespace NBomber.Show;

/// <summary>Progress where there is no terminal: a line for each scenario.</summary>
internal static class Lines
{
    public static void Tell(string time, ScenarioStats[] scenarios)
    {
        foreach (var s in scenarios)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"nbomber: {time}: {s.ScenarioName}: ok {s.AllOkCount} ({s.Ok.Request.RPS:0.0}/s, p50 {s.Ok.Latency.Percent50:0.0} ms, p99 {s.Ok.Latency.Percent99:0.0} ms), fail {s.AllFailCount}"));
        }
    }
}
