using FluentAssertions;
using NBomber.Contracts;
using NBomber.Contracts.Stats;
using NBomber.CSharp;
using NUnit.Framework;

namespace Archiv.Tests.Self.NBomber;

/// <summary>
/// A server stands still for a second of three. Of callers who come evenly, a third waits, for a second to nothing: one in four longer than 0.25 s,
/// one in twenty longer than 0.85 s. A generator that waits with its waiting callers would see one slow answer and report a fast server.
/// </summary>
[NonParallelizable]
public sealed class CoordinatedOmission
{
    private readonly HttpClient _client = new();

    [OneTimeTearDown]
    public void Dispose() => _client.Dispose();

    [Test]
    public void Everybody_who_comes_while_the_server_stalls_must_count()
    {
        var stats = Run(Simulation.Inject(rate: 100, interval: Given.Second, during: 3 * Given.Second));

        stats.AllOkCount.Should().Be(300);
        // Lower bounds follow from the stall; a busy machine can only add to them.
        stats.Ok.Latency.Percent75.Should().BeGreaterThan(200);
        stats.Ok.Latency.Percent95.Should().BeGreaterThan(800);
        stats.Ok.Latency.Percent99.Should().BeGreaterThan(930);
        stats.Ok.Latency.MaxMs.Should().BeGreaterThan(960);
        stats.Ok.Latency.LatencyCount.LessOrEq800.Should().BeLessThan(290);
    }

    [Test]
    public void A_user_who_waits_must_be_the_contrast()
    {
        var stats = Run(Simulation.KeepConstant(copies: 1, during: 3 * Given.Second));

        stats.Ok.Latency.MaxMs.Should().BeGreaterThan(960);
        stats.Ok.Latency.LatencyCount.MoreOrEq1200.Should().BeLessThanOrEqualTo(1);
        stats.Ok.Latency.Percent95.Should().BeLessThan(800, "the closed model hides the stall, which is why no row about latency may use it");
    }

    [TestCase(5)]
    [TestCase(50)]
    [TestCase(500)]
    public async Task A_delay_that_is_known_must_be_what_is_measured(int milliseconds)
    {
        using var server = new SlowServer();
        await Ask(server.After(0));

        var callers = new Callers(perSecond: 20, _ => Ask(server.After(milliseconds)));

        var latency = Given.Scenario(callers.Ask, Simulation.Inject(rate: 20, interval: Given.Second, during: 3 * Given.Second)).Run().Ok.Latency;

        // A busy machine can only add, and the callers see what it adds.
        latency.MinMs.Should().BeGreaterThan(milliseconds * 0.99);
        latency.Percent50.Should().BeInRange(callers.Percentile(50) * 0.99, (callers.Percentile(51) * 1.01) + 50);
    }

    private ScenarioStats Run(LoadSimulation load)
    {
        using var server = new SlowServer();
        var stalled = 0;
        return Given.Scenario(
            context =>
            {
                if (context.GetScenarioTimerTime() > Given.Second && Interlocked.Exchange(ref stalled, 1) == 0)
                {
                    server.Stall(Given.Second);
                }

                return Ask(server.After(1));
            },
            load).Run();
    }

    private async Task<IResponse> Ask(Uri address)
    {
        using var answer = await _client.GetAsync(address);
        return Response.Ok(statusCode: $"{(int)answer.StatusCode}");
    }
}
