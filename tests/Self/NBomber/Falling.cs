using System.Collections.Concurrent;
using System.Globalization;
using FluentAssertions;
using NBomber.Contracts;
using NBomber.Contracts.Stats;
using NBomber.CSharp;
using NUnit.Framework;

namespace Archiv.Tests.Self.NBomber;

/// <summary>A load generator that cannot keep its rate drops nobody and says so, in its report and through the clock that scenarios have on either package.</summary>
[NonParallelizable]
public sealed class Falling
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"nbomber-{Guid.NewGuid():N}");

    [OneTimeTearDown]
    public void Clean() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_rate_that_is_not_kept_must_be_told_and_nobody_dropped()
    {
        var starts = new ConcurrentQueue<TimeSpan>();
        using var gate = new ManualResetEventSlim();

        var stats = Given.Scenario(
                context =>
                {
                    starts.Enqueue(context.GetScenarioTimerTime());
                    if (context.InvocationNumber == 50)
                    {
                        Blockade.OfThePool(gate, Given.Second);
                    }

                    return Task.FromResult<IResponse>(Response.Ok());
                },
                Simulation.Inject(rate: 100, interval: Given.Second, during: 2 * Given.Second)).Runner()
            .WithReportFolder(_folder).WithReportFormats(ReportFormat.Md).Run();

        starts.Should().HaveCount(200, "late is not never");
        starts.Order().Select((start, n) => start - (Given.Second * n / 100)).Max().Should().BeGreaterThan(0.6 * Given.Second);
        Late(stats.ReportFiles.Single().ReportContent).Should().BeGreaterThan(600);
    }

    // The last column of the row that counts all iterations.
    private static double Late(string report)
    {
        var table = report.Split('\n').SkipWhile(l => !l.Contains("after they were due", StringComparison.Ordinal));
        return double.Parse(table.Single(l => l.StartsWith("| scenario | 200 |", StringComparison.Ordinal)).Split('|')[^2], CultureInfo.InvariantCulture);
    }
}
