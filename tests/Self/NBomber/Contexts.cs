using System.Collections.Concurrent;
using FluentAssertions;
using NBomber.Contracts;
using NBomber.Contracts.Stats;
using NBomber.CSharp;
using NUnit.Framework;
using Serilog.Core;
using Serilog.Events;

namespace Archiv.Tests.Self.NBomber;

/// <summary>What an iteration is told about itself.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class Contexts
{
    [Test]
    public void Data_must_live_for_an_iteration_and_instance_data_for_a_user()
    {
        var (data, visits) = (new ConcurrentBag<int>(), new ConcurrentDictionary<int, int>());
        Given.Scenario(
            async context =>
            {
                data.Add(context.Data.Count);
                context.Data["seen"] = true;
                var visit = (int)context.ScenarioInstanceData.GetValueOrDefault("visits", 0) + 1;
                context.ScenarioInstanceData["visits"] = visit;
                visits[context.ScenarioInfo.InstanceNumber] = visit;
                await Task.Yield();
                return Response.Ok();
            },
            Simulation.IterationsForConstant(copies: 3, iterations: 30)).Run();

        data.Should().HaveCount(30).And.OnlyContain(count => count == 0);
        visits.Values.Sum().Should().Be(30, "every user counts all of its own iterations");
    }

    [Test]
    public void The_timer_and_the_phase_must_be_those_of_the_load()
    {
        var seen = new ConcurrentBag<(ScenarioOperation Phase, OperationType Node, TimeSpan Time)>();
        Given.Scenario(
            context =>
            {
                seen.Add((context.ScenarioInfo.ScenarioOperation, context.NodeInfo.CurrentOperation, context.GetScenarioTimerTime()));
                return Task.FromResult<IResponse>(Response.Ok());
            },
            Simulation.Inject(rate: 10, interval: Given.Second, during: 2 * Given.Second)).WithWarmUpDuration(Given.Second).Run();

        seen.Select(s => (s.Phase, s.Node)).Distinct().Should()
            .BeEquivalentTo([(ScenarioOperation.WarmUp, OperationType.WarmUp), (ScenarioOperation.Bombing, OperationType.Bombing)]);
        seen.Where(s => s.Phase == ScenarioOperation.WarmUp).Max(s => s.Time).Should().BeLessThan(1.8 * Given.Second);
        seen.Where(s => s.Phase == ScenarioOperation.Bombing).Max(s => s.Time).Should().BeGreaterThan(1.8 * Given.Second);
    }

    [Test]
    public void What_is_logged_and_what_was_thrown_must_reach_the_configured_log()
    {
        var sink = new Sink();
        Given.Scenario(
            context =>
            {
                context.Logger.Information("number {Number}", context.InvocationNumber);
                throw new InvalidOperationException("oops");
            },
            Given.Once).Runner().WithLoggerConfig(() => new Serilog.LoggerConfiguration().WriteTo.Sink(sink)).Run();

        sink.Events.Select(e => e.RenderMessage(null)).Should().Contain("number 1");
        sink.Events.Should().ContainSingle(e => e.Exception is InvalidOperationException);
    }

    [Test]
    public async Task A_context_of_the_tests_own_must_be_refused_by_steps()
    {
        var step = () => Step.Run("step", null!, () => Task.FromResult(Response.Ok()));

        await step.Should().ThrowAsync<ArgumentException>();
    }

    private sealed class Sink : ILogEventSink
    {
        public ConcurrentQueue<LogEvent> Events { get; } = [];

        public void Emit(LogEvent logEvent) => Events.Enqueue(logEvent);
    }
}
