using System.Collections.Concurrent;
using FluentAssertions;
using NBomber.Contracts;
using NBomber.CSharp;
using NUnit.Framework;

namespace Archiv.Tests.Self.NBomber;

/// <summary>Init, warm-up, load, clean.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class Lifecycle
{
    [Test]
    public void Init_and_clean_happen_once_around_the_load()
    {
        var phases = new ConcurrentQueue<ScenarioOperation>();
        var scenario = Given.Scenario(Seen, Simulation.Inject(rate: 20, interval: Given.Second, during: Given.Second))
            .WithWarmUpDuration(Given.Second)
            .WithInit(Note)
            .WithClean(Note);

        var stats = scenario.Run();

        var expected = new[] { (ScenarioOperation.Init, 1), (ScenarioOperation.WarmUp, 20), (ScenarioOperation.Bombing, 20), (ScenarioOperation.Clean, 1) };
        phases.CountBy(p => p).Select(p => (p.Key, p.Value)).Should().Equal(expected);
        stats.AllRequestCount.Should().Be(20, "warm-up is not measured");

        Task Note(IScenarioInitContext context)
        {
            phases.Enqueue(context.ScenarioInfo.ScenarioOperation);
            return Task.CompletedTask;
        }

        Task<IResponse> Seen(IScenarioContext context)
        {
            phases.Enqueue(context.ScenarioInfo.ScenarioOperation);
            return Task.FromResult<IResponse>(Response.Ok());
        }
    }

    [Test]
    public void An_init_that_throws_prevents_the_load_and_is_cleaned_up_after()
    {
        var (server, cleaned) = (new Server(), 0);
        var scenario = Given.Scenario(server.Answer, Given.Once)
            .WithInit(_ => throw new InvalidOperationException("no database"))
            .WithClean(_ => Task.FromResult(cleaned++));

        scenario.Invoking(s => s.Run()).Should().ThrowExactly<Exception>().WithInnerException<InvalidOperationException>().WithMessage("no database");

        server.Asked.Should().BeEmpty();
        cleaned.Should().Be(1);
    }

    [Test]
    public void A_clean_that_throws_does_not_cost_the_result() =>
        Given.Scenario(new Server().Answer, Given.Once).WithClean(_ => throw new InvalidOperationException("still in use")).Run().AllOkCount.Should().Be(1);

    [Test]
    public void Scenarios_run_beside_each_other_and_add_up()
    {
        var server = new Server(_ => TimeSpan.FromMilliseconds(1));
        ScenarioProps Named(string name, int rate) => Scenario.Create(name, server.Answer)
            .WithoutWarmUp()
            .WithLoadSimulations(Simulation.Inject(rate, interval: Given.Second, during: Given.Second));

        var stats = NBomberRunner.RegisterScenarios(Named("one", 10), Named("two", 30)).WithTestSuite("suite").WithTestName("test").WithoutReports().Run();

        stats.ScenarioStats.Select(s => (s.ScenarioName, s.AllOkCount)).Should().Equal(("one", 10), ("two", 30));
        (stats.AllRequestCount, stats.AllOkCount, stats.AllFailCount, stats.AllBytes).Should().Be((40, 40, 0, 4_000L));
        stats.Duration.Should().BeLessThan(1.9 * Given.Second);
        (stats.TestInfo.TestSuite, stats.TestInfo.TestName).Should().Be(("suite", "test"));
    }

    [Test]
    public void Every_iteration_has_its_number()
    {
        var numbers = new ConcurrentBag<long>();
        Given.Scenario(
            context =>
            {
                numbers.Add(context.InvocationNumber);
                return Task.FromResult<IResponse>(Response.Ok());
            },
            Simulation.Inject(rate: 50, interval: Given.Second, during: Given.Second)).Run();

        numbers.Order().Should().Equal(Enumerable.Range(1, 50).Select(n => (long)n));
    }
}
