using Archiv.Tests.Support.Evidence;
using NBomber.Contracts;
using NBomber.Contracts.Stats;
using NBomber.CSharp;

namespace Archiv.Tests.Load;

/// <summary>Runs traffic through NBomber and makes sure that it was the load it was meant to be.</summary>
internal static class OpenLoad
{
    /// <summary>Share of the planned requests that a generator which keeps its rate may owe.</summary>
    public const double MostMissing = 0.02;

    // Seconds by which 1 % of the requests may be started late: what nobody notices against a limit of 60 s.
    private const double MostLate = 1;

    // Every caller has hung up before NBomber stops waiting: nobody who never got an answer is missing.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(10);

    /// <summary>Runs all of them side by side to their end, the last answers included. When the generator could not keep a rate, the row is unknown.</summary>
    public static async Task Run(params Traffic[] traffics)
    {
        var broken = (await Start([.. traffics.Select(traffic => traffic.Scenario())])).Thresholds.Where(threshold => threshold.IsFailed).Select(threshold => threshold.ScenarioName).ToHashSet();
        Support.Evidence.Run.Current.Say("load-end", LoadedStack.Project, string.Join(", ", traffics.Select(traffic => traffic.Name)));
        foreach (var traffic in traffics)
        {
            Keep(traffic);
            if (broken.Contains(traffic.Name) && !traffic.Samples.All(Searches.InTime))
            {
                // It ended early, and the row says why.
                continue;
            }

            MustHaveKeptItsRate(traffic);
        }
    }

    /// <summary>Ends the row as unknown where requests are missing, but for a load that was given up, or too many began late.</summary>
    public static void MustHaveKeptItsRate(Traffic traffic)
    {
        var late = Quantile.Of(traffic.Samples.Select(sample => sample.Late), 0.99);
        if ((!traffic.GaveUp && traffic.Samples.Count < traffic.Planned * (1 - MostMissing)) || late > MostLate)
        {
            Unjudged.Because(
                $"the generator did not keep its rate: {traffic.Name} started {traffic.Samples.Count} of {traffic.Planned} requests, 1 % of them more than {late:0.0} s late");
        }
    }

    /// <summary>Starts scenarios; ends when they do, the last answers included.</summary>
    public static Task<NodeStats> Start(params ScenarioProps[] scenarios)
    {
        // The scenarios' requests are the load's and not the test's: no exchange of theirs belongs into its notes.
        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(() => Licence.Given(NBomberRunner.RegisterScenarios(scenarios)).WithScenarioCompletionTimeout(Searches.Patience + Slack).WithoutReports().Run());
        }
    }

    // For the report: a histogram per phase and kind of answer, under the row whose load it was.
    private static void Keep(Traffic traffic)
    {
        var row = TestContext.CurrentContext.Test.Properties["Guarantee"].Cast<string>().FirstOrDefault();
        var series =
            from phase in traffic.Phases.Index()
            from sample in traffic.In(phase.Index)
            group TimeSpan.FromSeconds(sample.Latency) by $"{row ?? TestContext.CurrentContext.Test.MethodName}: {traffic.Name}{phase.Item.Name}, {(sample.Status == 0 ? "no answer" : sample.Status)}";
        foreach (var times in series)
        {
            Support.Evidence.Run.Current.Leave(new LatencySeries(times.Key, row, LatencyHistogram.Of(times)));
        }
    }
}
