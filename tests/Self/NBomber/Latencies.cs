using FluentAssertions;
using NBomber.Contracts;
using NBomber.CSharp;
using NUnit.Framework;

namespace Archiv.Tests.Self.NBomber;

/// <summary>What callers wait is what is reported, also while the system, or the load generator itself, stands still.</summary>
[NonParallelizable]
public sealed class Latencies
{
    private const int Stall = 500;

    private readonly LoadSimulation _hundred = Simulation.Inject(rate: 100, interval: Given.Second, during: Given.Second);

    [Test]
    public void Known_delays_are_measured()
    {
        var server = new Server(number => TimeSpan.FromMilliseconds(number % 10 == 0 ? 400 : 50));
        var callers = new Callers(perSecond: 100, server.Answer);

        var latency = Given.Scenario(callers.Ask, _hundred).Run().Ok.Latency;

        latency.MinMs.Should().BeGreaterThan(49);
        latency.Percent95.Should().BeGreaterThan(395);
        foreach (var (percent, measured) in new[] { (50, latency.Percent50), (75, latency.Percent75), (95, latency.Percent95) })
        {
            measured.Should().BeInRange(callers.Percentile(percent) * 0.99, (callers.Percentile(percent + 1) * 1.01) + 50, "that is percentile {0}", percent);
        }
    }

    [Test]
    public void Everybody_who_arrives_in_a_stall_counts()
    {
        var stall = new Lazy<Task>(() => Wait.NoLessThan(Stall));

        var stats = Given.Scenario(
            context => Step.Run<object>("ask", context, async () =>
            {
                await stall.Value;
                return Response.Ok();
            }).ContinueWith<IResponse>(step => step.Result, TaskScheduler.Default),
            _hundred).Run();

        stats.AllOkCount.Should().Be(100);
        stats.Ok.Latency.MaxMs.Should().BeGreaterThan(Stall - 10);
        stats.Ok.Latency.Percent75.Should().BeGreaterThan(180, "half arrive in the stall and wait for what is left of it: 250 ms for the one in the middle");
        stats.StepStats.Get("ask").Ok.Latency.Percent75.Should().BeGreaterThan(180);
    }

    [Test]
    public void A_generator_that_stands_still_shows_as_latency()
    {
        using var gate = new ManualResetEventSlim();
        var watched = 0L;
        var stats = Given.Scenario(
            async context =>
            {
                var start = TimeProvider.System.GetTimestamp();
                if (context.InvocationNumber == 1)
                {
                    Blockade.OfThePool(gate, TimeSpan.FromMilliseconds(Stall));
                }

                await Step.Run("first", context, () => Task.FromResult(Response.Ok()));
                await Step.Run("second", context, () => Task.FromResult(Response.Ok()));
                Interlocked.Add(ref watched, TimeProvider.System.GetElapsedTime(start).Ticks);
                return Response.Ok();
            },
            _hundred).Run();

        stats.AllOkCount.Should().Be(100);
        TimeSpan.FromTicks(watched).TotalMilliseconds.Should().BeLessThan(100 * stats.Ok.Latency.MeanMs / 4, "a stopwatch in the scenario notices nothing");
        stats.Ok.Latency.MaxMs.Should().BeGreaterThan(200);
        stats.Ok.Latency.MeanMs.Should().BeGreaterThan(20);
        stats.StepStats.Get("first").Ok.Latency.MeanMs.Should().BeApproximately(stats.Ok.Latency.MeanMs, 10, "the first step is what was due");
        stats.StepStats.Get("second").Ok.Latency.MeanMs.Should().BeLessThan(10, "it was due when the first had ended");
    }
}
