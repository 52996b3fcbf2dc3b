using FluentAssertions;
using NBomber.Contracts;
using NBomber.Contracts.Stats;
using NBomber.CSharp;
using NUnit.Framework;

namespace Archiv.Tests.Self.NBomber;

/// <summary>Conditions on the statistics: checked at each reporting interval (5 s, the least there is) and at the end.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ThresholdTests
{
    [Test]
    public void A_condition_that_does_not_hold_must_be_told_and_not_thrown()
    {
        var result = Run(
            Given.Once,
            Threshold.Create(s => s.Ok.Request.Count >= 1),
            Threshold.Create(s => s.Fail.Request.Percent > 10),
            Threshold.Create("ask", s => s.Ok.Latency.MaxMs >= 0),
            Threshold.Create("never", s => s.Ok.Request.Count == 0),
            Threshold.Create(s => s.Fail.StatusCodes.Get("404").Count == 0));

        result.Select(t => t.IsFailed).Should().Equal(false, true, false, true, true);
        result.Should().OnlyContain(t => t.ScenarioName == "scenario" && t.CheckExpression.Length > 0);
        result.Select(t => t.StepName).Should().Equal("", "", "ask", "never", "");
        result[1].CheckExpression.Should().Contain("Fail.Request.Percent > 10");
        result[3].ExceptionMsg.Should().Contain("never");
        result[4].ExceptionMsg.Should().Contain("404");
    }

    [Test]
    public void A_condition_must_be_checked_while_the_load_runs_and_end_it_when_it_failed_too_often()
    {
        var stats = Scenario(
            Simulation.Inject(rate: 5, interval: Given.Second, during: 60 * Given.Second),
            Threshold.Create(s => s.Ok.Request.Count < 1, abortWhenErrorCount: 2)).Runner().Run();

        stats.Duration.Should().BeGreaterThan(9 * Given.Second).And.BeLessThan(20 * Given.Second);
        stats.Thresholds.Single().ErrorCount.Should().BeInRange(2, 3, "two intervals and the end");
        stats.AllOkCount.Should().BeGreaterThan(40);
    }

    [Test]
    public void A_condition_must_not_be_checked_before_its_time()
    {
        var load = Simulation.Inject(rate: 5, interval: Given.Second, during: 6 * Given.Second);

        var result = Run(
            load,
            Threshold.Create(s => false, startCheckAfter: 3 * Given.Second),
            Threshold.Create(s => false, startCheckAfter: 6 * Given.Second),
            Threshold.Create(s => false, abortWhenErrorCount: 1, startCheckAfter: 60 * Given.Second));

        result.Select(t => (t.ErrorCount, t.IsFailed)).Should().Equal((2, true), (1, true), (0, false));
    }

    private static ThresholdResult[] Run(LoadSimulation load, params Threshold[] thresholds) => Scenario(load, thresholds).Runner().Run().Thresholds;

    private static ScenarioProps Scenario(LoadSimulation load, params Threshold[] thresholds) => Given.Scenario(
        async context =>
        {
            await Step.Run("ask", context, () => Task.FromResult(Response.Ok(statusCode: "200")));
            return Response.Ok(statusCode: "200");
        },
        load).WithThresholds(thresholds);
}
