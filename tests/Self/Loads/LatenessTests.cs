using Archiv.Tests.Load;
using Archiv.Tests.Self.NBomber;
using Archiv.Tests.Support.Clients;
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
            Blockade.OfThePool(gate, 3 * Second);
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
