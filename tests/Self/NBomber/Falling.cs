using Archiv.Tests.Support.Traffic;
using FluentAssertions;
using NBomber.Contracts;
using NBomber.Contracts.Stats;
using NBomber.CSharp;
using NUnit.Framework;

namespace Archiv.Tests.Self.NBomber;

/// <summary>A load generator that cannot keep its rate says so, in its report and through the clock that scenarios have on either package.</summary>
[NonParallelizable]
public sealed class Falling
{
    private static readonly TimeSpan Tenth = Given.Second / 10;
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"nbomber-{Guid.NewGuid():N}");

    [OneTimeTearDown]
    public void Clean() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_pace_that_is_kept_must_be_held()
    {
        var (pace, _) = Run(_ => { });

        pace.Started.Should().Be(pace.Planned).And.Be(200);
        pace.Problem(tolerance: 5 * Given.Second).Should().BeNull();
    }

    [Test]
    public void A_pace_that_is_not_kept_must_be_told_and_nobody_dropped()
    {
        using var gate = new ManualResetEventSlim();

        var (pace, report) = Run(context =>
        {
            if (context.InvocationNumber == 50)
            {
                Blockade.OfThePool(gate, Given.Second);
            }
        });

        pace.Started.Should().Be(200, "late is not never");
        pace.Behind.Should().BeGreaterThan(0.6 * Given.Second);
        pace.Problem(tolerance: Tenth).Should().Contain("behind its rate");
        var late = report.Split('\n').SkipWhile(l => !l.Contains("after they were due", StringComparison.Ordinal)).Single(l => l.StartsWith("| scenario | 200 |", StringComparison.Ordinal));
        double.Parse(late.Split('|')[^2], System.Globalization.CultureInfo.InvariantCulture).Should().BeGreaterThan(600);
    }

    private (Pace Pace, string Report) Run(Action<IScenarioContext> each)
    {
        var pace = new Pace(rate: 10, interval: Tenth, during: 2 * Given.Second);
        var stats = Given.Scenario(
                context =>
                {
                    pace.Note(context.GetScenarioTimerTime());
                    each(context);
                    return Task.FromResult<IResponse>(Response.Ok());
                },
                Simulation.Inject(rate: 10, interval: Tenth, during: 2 * Given.Second)).Runner()
            .WithReportFolder(_folder).WithReportFormats(ReportFormat.Md).Run();
        return (pace, stats.ReportFiles.Single().ReportContent);
    }
}
