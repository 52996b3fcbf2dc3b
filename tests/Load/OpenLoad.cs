using Archiv.Tests.Support.Evidence;
using NBomber.Contracts.Stats;
using NBomber.CSharp;

namespace Archiv.Tests.Load;

/// <summary>Runs traffic through NBomber and makes sure that it was the load it was meant to be.</summary>
internal static class OpenLoad
{
    private const double MostMissing = 0.02;

    // Every caller has hung up before NBomber stops waiting: nobody who never got an answer is missing.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(10);

    /// <summary>Runs all of them side by side to their end, the last answers included. When the generator could not keep a rate, the row is unknown.</summary>
    public static async Task Run(params Traffic[] traffics)
    {
        // The scenarios' requests are the load's and not the test's: no exchange of theirs belongs into its notes.
        Task<NodeStats> run;
        using (ExecutionContext.SuppressFlow())
        {
            run = Task.Run(() => NBomberRunner.RegisterScenarios([.. traffics.Select(traffic => traffic.Scenario())]).WithScenarioCompletionTimeout(Searches.Patience + Slack).WithoutReports().Run());
        }

        var broken = (await run).Thresholds.Where(threshold => threshold.IsFailed).Select(threshold => threshold.ScenarioName).ToHashSet();
        foreach (var traffic in traffics)
        {
            Keep(traffic);
            if (broken.Contains(traffic.Name) && !traffic.Samples.All(Searches.InTime))
            {
                // It ended early, and the row says why.
                continue;
            }

            var late = Quantile.Of(traffic.Samples.Select(sample => sample.Late), 0.99);
            if (traffic.Samples.Count < traffic.Planned * (1 - MostMissing) || late > traffic.MostLate)
            {
                Unjudged.Because(
                    $"the generator did not keep its rate: {traffic.Name} started {traffic.Samples.Count} of {traffic.Planned} requests, 1 % of them more than {late:0.0} s late");
            }
        }
    }

    // For the report: a histogram per kind of answer, under the row whose load it was.
    private static void Keep(Traffic traffic)
    {
        var row = TestContext.CurrentContext.Test.Properties["Guarantee"].Cast<string>().FirstOrDefault();
        foreach (var answers in traffic.Samples.GroupBy(sample => sample.Status))
        {
            var times = LatencyHistogram.Of(answers.Select(sample => TimeSpan.FromSeconds(sample.Latency)));
            Support.Evidence.Run.Current.Leave(new LatencySeries($"{row ?? TestContext.CurrentContext.Test.MethodName}: {traffic.Name}, {(answers.Key == 0 ? "no answer" : answers.Key)}", row, times));
        }
    }
}
