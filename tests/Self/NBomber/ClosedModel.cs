using FluentAssertions;
using NBomber.Contracts.Stats;
using NBomber.CSharp;
using NUnit.Framework;

namespace Archiv.Tests.Self.NBomber;

/// <summary>Users who wait for their answers: so many at once, and no more answers than their number and the delay allow.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ClosedModel
{
    private readonly Func<int, TimeSpan> _delay = _ => TimeSpan.FromMilliseconds(25);

    [Test]
    public void Copies_are_kept()
    {
        var server = new Server(_delay);

        var stats = Given.Scenario(server.Answer, Simulation.KeepConstant(copies: 8, during: Given.Second)).Run();

        server.Busiest.Should().Be(8);
        UserSeconds(stats).Should().BeInRange(5, 9.5, "eight users are waiting for a second");
        stats.AllOkCount.Should().Be(server.Asked.Count);
    }

    [Test]
    public void A_ramp_has_half_the_users_on_average_and_all_at_its_end()
    {
        var server = new Server(_ => Given.Second / 4);

        var stats = Given.Scenario(server.Answer, Simulation.RampingConstant(copies: 10, during: 2 * Given.Second)).Run();

        server.Busiest.Should().BeInRange(8, 10, "a busy machine may let the last ones miss each other");
        UserSeconds(stats).Should().BeInRange(6, 14, "five users on average are waiting for two seconds");
    }

    [Test]
    public void Users_stay_across_stretches_and_are_never_too_many()
    {
        var server = new Server(_delay);

        Given.Scenario(
            server.Answer,
            Simulation.RampingConstant(copies: 6, during: Given.Second),
            Simulation.KeepConstant(copies: 6, during: Given.Second),
            Simulation.RampingConstant(copies: 0, during: Given.Second)).Run();

        server.Busiest.Should().Be(6);
    }

    [Test]
    public void Users_that_never_wait_leave_room_for_each_other()
    {
        var users = new int[16];
        var stats = Given.Scenario(
            context =>
            {
                Interlocked.Increment(ref users[context.ScenarioInfo.InstanceNumber]);
                return Task.FromResult<global::NBomber.Contracts.IResponse>(Response.Ok());
            },
            Simulation.KeepConstant(copies: users.Length, during: Given.Second)).Run();

        users.Should().OnlyContain(iterations => iterations > 1);
        stats.AllOkCount.Should().Be(users.Sum());
    }

    // Does not depend on how fast the machine is, as a number of answers would.
    private static double UserSeconds(ScenarioStats stats) => stats.AllOkCount * stats.Ok.Latency.MeanMs / 1000;
}
