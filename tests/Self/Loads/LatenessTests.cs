using Archiv.Tests.Load;
using Archiv.Tests.Self.NBomber;
using Archiv.Tests.Support.Clients;
using Archiv.Tests.Support.Loads;
using FluentAssertions;
using NBomber.CSharp;
using NUnit.Framework;

namespace Archiv.Tests.Self.Loads;

/// <summary>A load that was not the load it was meant to be leaves its row unknown, wherever it lost its time.</summary>
[NonParallelizable]
public sealed class LatenessTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly Answer Result = new("POST x", 200, null, null, "", null, TimeSpan.Zero);

    [Test]
    public async Task A_generator_that_stalls_before_its_first_request_must_be_late()
    {
        using var gate = new ManualResetEventSlim();
        var traffic = Given(_ => { });

        await OpenLoad.Start(traffic.Scenario().WithInit(_ =>
        {
            Blockade.OfThePool(gate, 4 * Second);
            return Task.CompletedTask;
        }));

        traffic.Samples.Should().HaveCount(traffic.Planned, "late is not never");
        traffic.Samples.Should().OnlyContain(sample => sample.Late > 1 && sample.Latency > 1);
        FluentActions.Invoking(() => OpenLoad.MustHaveKeptItsRate(traffic)).Should().Throw<InconclusiveException>().WithMessage("*did not keep its rate*");
    }

    [Test]
    public async Task A_generator_that_stalls_under_way_must_leave_the_row_unknown()
    {
        using var gate = new ManualResetEventSlim();
        var traffic = Given(number =>
        {
            if (number == 5)
            {
                Blockade.OfThePool(gate, 3 * Second);
            }
        });

        await FluentActions.Awaiting(() => OpenLoad.Run(traffic)).Should().ThrowAsync<InconclusiveException>().WithMessage("*did not keep its rate*");
    }

    [Test]
    public async Task A_generator_that_keeps_its_rate_must_be_let_through() =>
        await FluentActions.Awaiting(() => OpenLoad.Run(Given(_ => { }))).Should().NotThrowAsync();

    // One request every 30 s, as the profile prod has them.
    private static readonly Phase[] Slow = [new(1 / 30.0, TimeSpan.FromMinutes(5), " first"), new(1 / 15.0, TimeSpan.FromMinutes(2), " then")];

    [Test]
    public void An_offset_inside_the_interval_must_not_count_as_lateness([Values(0, 0.4, 12, 30)] double offset)
    {
        var samples = Schedule.Of(Slow, Sent(number => Math.Min(offset, number < 10 ? 30 : 15)));

        samples.Should().HaveCount(18).And.OnlyContain(sample => sample.Late < 1e-9 && Math.Abs(sample.Latency - 18) < 1e-9);
        samples.Select(sample => sample.Due).Should().BeInAscendingOrder();
    }

    [Test]
    public void A_stall_under_way_must_be_late_whatever_the_offset([Values(0, 12)] double offset)
    {
        // From second 100 to 170 nothing begins.
        var samples = Schedule.Of(Slow, Sent(number => Math.Max(offset, number is >= 3 and <= 5 ? 170 - (30 * number) : 0)));

        samples.Select(sample => Math.Round(sample.Late, 6)).Should().Equal([0, 0, 0, 80 - offset, 50 - offset, 20 - offset, .. Enumerable.Repeat(0.0, 12)]);
        samples.Should().OnlyContain(sample => Math.Abs(sample.Latency - sample.Late - 18) < 1e-9, "latency counts from when it was due");
    }

    [Test]
    public void A_phase_that_begins_later_than_its_first_interval_must_be_late() => Schedule
        .Of(Slow, Sent(number => number < 10 ? 0 : 40)).Select(sample => Math.Round(sample.Late, 6)).Should().Equal([.. Enumerable.Repeat(0.0, 10), .. Enumerable.Repeat(25.0, 8)]);

    [Test]
    public void A_generator_that_falls_ever_further_behind_must_be_late() =>
        Quantile.Of(Schedule.Of(Slow, Sent(number => 0.5 * number)).Select(sample => sample.Late), 0.99).Should().BeGreaterThan(3);

    // Each begins so many seconds after its even place in the plan and takes 18 s.
    private static List<Request> Sent(Func<int, double> behind) =>
        [.. Enumerable.Range(0, 18).Select(number => new Request(number, (number < 10 ? 30 * number : 300 + (15 * (number - 10))) + behind(number), 18, 200, true))];

    private static Traffic Given(Action<int> before) => new(
        "search",
        number =>
        {
            before(number);
            return Task.FromResult(Result);
        },
        new Phase(20, Second))
    { Begins = _ => { } };
}
