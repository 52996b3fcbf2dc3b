using FluentAssertions;
using NBomber.Contracts;
using NBomber.CSharp;
using NUnit.Framework;

namespace Archiv.Tests.Self.NBomber;

/// <summary>What iterations and steps come to, and what that does to the run.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class Outcomes
{
    private static LoadSimulation Ten => Simulation.Inject(rate: 10, interval: Given.Second, during: Given.Second);

    [Test]
    public void Status_codes_are_counted_by_outcome()
    {
        var stats = Given.Scenario(
            context => Task.FromResult<IResponse>(context.InvocationNumber switch
            {
                <= 6 => Response.Ok(statusCode: "200", sizeBytes: 10),
                <= 8 => Response.Ok(statusCode: "503", sizeBytes: 1, message: "busy"),
                _ => Response.Fail(statusCode: "504", message: "late"),
            }),
            Ten).Run();

        stats.Ok.StatusCodes.Select(c => (c.StatusCode, c.Count, c.Percent, c.IsError)).Should().Equal(("200", 6, 60, false), ("503", 2, 20, false));
        stats.Fail.StatusCodes.Get("504").Should().BeEquivalentTo(new { Count = 2, Percent = 20, IsError = true, Message = "late" });
        (stats.Ok.Request.Percent, stats.Fail.Request.Percent).Should().Be((80, 20));
        (stats.AllBytes, stats.Ok.DataTransfer.MaxBytes, stats.Ok.DataTransfer.MinBytes).Should().Be((62L, 10L, 1L));
        stats.Fail.StatusCodes.Find("200").Should().BeNull();
        stats.Invoking(s => s.Fail.StatusCodes.Get("200")).Should().Throw<KeyNotFoundException>();
    }

    [Test]
    public void Exceptions_and_cancelled_operations_are_failures()
    {
        var stats = Given.Scenario(
            async context => context.InvocationNumber % 2 == 0
                ? throw new InvalidOperationException("oops")
                : await Task.FromCanceled<IResponse>(new CancellationToken(canceled: true)),
            Ten).Run();

        stats.AllFailCount.Should().Be(10);
        stats.Fail.StatusCodes.Get("-101").Should().BeEquivalentTo(new { Count = 5, Message = "oops" });
        stats.Fail.StatusCodes.Get("-100").Count.Should().Be(5);
    }

    [Test]
    public void A_scenario_or_step_without_a_response_must_fail()
    {
        var stats = Given.Scenario(
            async context =>
            {
                await Step.Run<object>("nothing", context, () => null!);
                return context.InvocationNumber % 2 == 0 ? null! : throw new InvalidOperationException("oops");
            },
            Ten).WithRestartIterationOnFail(false).Run();

        (stats.AllFailCount, stats.StepStats.Get("nothing").Fail.StatusCodes.Get("-101").Count).Should().Be((10, 10));
    }

    [Test]
    public void A_scenario_that_throws_before_it_waits_must_fail_and_not_end_its_user()
    {
        var stats = Given.Scenario(
            context => context.InvocationNumber < 10 ? throw new InvalidOperationException("oops") : Task.FromResult<IResponse>(Response.Ok()),
            Simulation.IterationsForConstant(copies: 1, iterations: 20)).Run();

        (stats.AllFailCount, stats.AllOkCount).Should().Be((9, 11));
    }

    [Test]
    public void A_failed_step_ends_its_iteration([Values] bool restart)
    {
        var scenario = Given.Scenario(
            async context =>
            {
                await Step.Run<object>("first", context, () => throw new InvalidOperationException("oops"));
                await Step.Run("second", context, () => Task.FromResult(Response.Ok()));
                return Response.Ok();
            },
            Ten);

        var stats = scenario.WithRestartIterationOnFail(restart).Run();

        stats.StepStats.Get("first").Fail.StatusCodes.Get("-101").Count.Should().Be(10);
        stats.StepStats.Exists("second").Should().Be(!restart);
        (stats.AllOkCount, stats.AllFailCount).Should().Be(restart ? (0, 10) : (10, 0));
    }

    [Test]
    public void Steps_hand_on_what_they_found()
    {
        var stats = Given.Scenario(
            async context =>
            {
                var found = await Step.Run("find", context, () => Task.FromResult(Response.Ok("42", statusCode: "200", sizeBytes: 7)));
                return found.Payload.Value == "42" ? Response.Ok(sizeBytes: 1) : Response.Fail();
            },
            Ten).Run();

        (stats.AllOkCount, stats.AllBytes).Should().Be((10, 80L));
        stats.StepStats.Get("find").Ok.DataTransfer.AllBytes.Should().Be(70);
    }

    [Test]
    public void Too_many_failures_end_the_run()
    {
        var load = Simulation.Inject(rate: 50, interval: Given.Second, during: 60 * Given.Second);

        var stats = Given.Scenario(_ => Task.FromResult<IResponse>(Response.Fail(statusCode: "500")), load).WithMaxFailCount(10).Run();

        stats.AllFailCount.Should().BeInRange(10, 200, "3000 would come, and a busy machine has more under way when it notices");
        stats.Duration.Should().BeLessThan(10 * Given.Second);
    }

    [Test]
    public void What_hangs_is_cancelled_and_counted()
    {
        var (never, cancelled) = (new TaskCompletionSource<IResponse>(), 0);

        var run = Given.Scenario(
            context =>
            {
                context.ScenarioCancellationToken.Register(() => Interlocked.Increment(ref cancelled));
                return context.InvocationNumber == 1 ? Task.FromResult<IResponse>(Response.Ok()) : never.Task;
            },
            Ten).Runner().WithScenarioCompletionTimeout(Given.Second).Run();

        var stats = run.ScenarioStats.Get("scenario");
        (stats.AllOkCount, stats.AllFailCount, cancelled).Should().Be((1, 9, 10));
        stats.Fail.StatusCodes.Get("-100").Count.Should().Be(9);
        stats.Fail.Latency.MinMs.Should().BeGreaterThan(1_000, "they count with what they have waited so far");
    }
}
