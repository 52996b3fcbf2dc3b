using Archiv.Tests.Self.Tools;
using Archiv.Tests.Support.Evidence;
using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Tools.Reporting;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.SignOff;

public sealed class CompareTests
{
    [Test]
    public void What_broke_healed_and_came_anew_must_be_told_apart()
    {
        var then = Sample.Report(Sample.Row("A5.1", RowStatus.Held), Sample.Row("A5.2", RowStatus.Broken), Sample.Row("A5.3", RowStatus.Planned), Sample.Row("A5.4", RowStatus.Held));
        var now = Sample.Report(Sample.Row("A5.1", RowStatus.Unknown, "no stack"), Sample.Row("A5.2", RowStatus.Held), Sample.Row("A5.3", RowStatus.Held), Sample.Row("A5.5", RowStatus.Broken));

        var comparison = Compare.Of(now, then);

        comparison.Broke.Should().Equal(new RowChange("A5.1", "held", "unknown", "no stack"));
        comparison.Healed.Should().ContainSingle(change => change.Row == "A5.2");
        comparison.Other.Select(change => (change.Row, change.Was, change.Now)).Should()
            .Equal(("A5.3", "planned", "held"), ("A5.4", "held", "not asked for"), ("A5.5", "not asked for", "broken"));
    }

    [Test]
    public void A_host_that_is_slower_as_a_whole_must_not_count_as_rows_that_got_slower()
    {
        var then = Timed(10, 20, 30, 5, 8, 12);

        Compare.Of(Timed(19, 41, 58, 10.4, 15.6, 23.5), then).Should().Match<Comparison>(comparison => comparison.Slower.Count == 0 && comparison.Noise.Contains("took 1.9"));
    }

    [Test]
    public void One_row_that_takes_three_times_as_long_must_stand_out_of_the_noise()
    {
        var comparison = Compare.Of(Timed(10.5, 19, 31, 15, 8.2, 11.8), Timed(10, 20, 30, 5, 8, 12));

        comparison.Slower.Should().ContainSingle().Which.Should().Match<Slowdown>(slow => slow.What.StartsWith("A2.4 ") && slow.Before == 5 && slow.Now == 15);
    }

    [Test]
    public void A_percentile_must_count_as_slower_only_when_its_interval_lies_above_the_earlier_one()
    {
        Compare.Of(Answered(0.20, 400), Answered(0.20, 400)).Slower.Should().BeEmpty();
        Compare.Of(Answered(0.31, 12), Answered(0.20, 12)).Slower.Should().BeEmpty("a dozen requests say nothing");
        Compare.Of(Answered(0.31, 400), Answered(0.20, 400)).Slower.Should().Contain(slow => slow.What == "C1: search, 200: p50").And.Contain(slow => slow.What == "C1: search, 200: p99");
        Compare.Of(Answered(0.31, 80), Answered(0.20, 80)).Slower.Select(slow => slow.What).Should().BeEquivalentTo("C1: search, 200: p50", "C1: search, 200: p95");
        Compare.Of(Answered(0.31, 400, null), Answered(0.20, 400, null)).Slower.Should().BeEmpty("single requests of all rows are never the same twice");
    }

    [Test]
    public void Another_host_profile_or_compose_file_must_be_said()
    {
        var then = Sample.Report(Sample.Row("A5.1", RowStatus.Held));
        var other = then with { Run = then.Run with { Profile = "prod", ComposeSha256 = "ff", Host = new HostUsed("elsewhere", 64, 1) } };

        Compare.Of(then, other).Caveats.Should().HaveCount(3);
    }

    private static Tests.Tools.Reporting.Report Timed(params double[] seconds) => Sample.Report(
        [.. seconds.Select((time, index) => Sample.Row($"A2.{index + 1}", RowStatus.Held) with { Observations = [Observation.Of(Sample.Verdict($"A2.{index + 1}", Kind.Fault, Outcome.Held) with { Seconds = time })] })]);

    private static Tests.Tools.Reporting.Report Answered(double seconds, int count, string? row = "C1") => Sample.Report(Sample.Row("A5.1", RowStatus.Held)) with
    {
        Latency = [new LatencySeries("C1: search, 200", row, LatencyHistogram.Of(Enumerable.Range(0, count).Select(value => TimeSpan.FromSeconds(seconds * (1 + value % 20 / 200.0)))))],
    };
}
