using System.Collections.Concurrent;
using Archiv.Tests.Load;
using Archiv.Tests.Self.Tools;
using Archiv.Tests.Support.Clients;
using Archiv.Tests.Support.Evidence;
using Archiv.Tests.Tools.Reporting;
using Archiv.Tests.Tools.Reporting.Page;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Loads;

public sealed class LoadPhasesTests
{
    private const string Project = "archivtest-00000001";

    [Test]
    public async Task Each_phase_of_a_load_must_be_told_once_when_it_begins()
    {
        ConcurrentQueue<string> told = [];
        var second = TimeSpan.FromSeconds(1);
        var traffic = new Traffic("search", _ => Task.FromResult(new Answer("POST x", 200, null, null, "", null, TimeSpan.Zero)), new(5, second, " at 1x"), new(10, second, " at 2x"), new(3, second, " afterwards")) { Begins = told.Enqueue };

        await OpenLoad.Start(traffic.Scenario());

        told.Should().Equal("search at 1x: 300 a minute for 1 s", "search at 2x: 600 a minute for 1 s", "search afterwards: 180 a minute for 1 s");
    }

    [Test]
    public async Task A_load_must_end_as_soon_as_more_of_a_phase_than_may_be_are_refused()
    {
        var second = TimeSpan.FromSeconds(1);
        // Refusals of the filling do not count: it is there to be refused.
        var traffic = new Traffic("search", number => Task.FromResult(new Answer("POST x", number is < 10 or 12 or 14 ? 503 : 200, null, null, "", null, TimeSpan.Zero)), new(10, second, " to fill"), new(5, 8 * second, " at 1x"))
        {
            Begins = _ => { },
            MostRefused = (1, 1),
        };

        await OpenLoad.Start(traffic.Scenario());

        traffic.GaveUp.Should().BeTrue();
        traffic.In(0).Should().HaveCount(10);
        traffic.In(1).Should().HaveCountLessThan(20).And.HaveCountGreaterThanOrEqualTo(5);
    }

    [Test]
    public void The_timeline_must_show_each_phase_until_its_planned_end_or_that_of_the_load()
    {
        var report = Report(
            [Event(0, "stack", "under load: up"), Event(10, "load", "search at 1x: 5 a minute for 8 s"), Event(18, "load", "search at 2x: 10 a minute for 8 s"), Event(20, "load-end", "search"), Event(90, "stack", "under load: gone")]);

        Lane.Of(report).Single().Loads.Select(load => (load.Ended - load.Began.At).TotalSeconds).Should().Equal(8, 2);
        ReportPage.Write(report, "/nonexistent").Should().Contain("<title>search at 1x: 5 a minute for 8 s</title>").And.Contain("<title>search at 2x: 10 a minute for 8 s</title>");
    }

    [Test]
    public void A_load_without_a_planned_end_must_be_shown_until_it_ends() => Lane
        .Of(Report([Event(0, "stack", "long searches: up"), Event(10, "load", "long searches: 2 at a time"), Event(45, "load-end", "long searches"), Event(90, "stack", "long searches: gone")]))
        .Single().Loads.Select(load => (load.Ended - load.Began.At).TotalSeconds).Should().Equal(35);

    private static RunEvent Event(int second, string what, string text) => new(Sample.At.AddSeconds(second), what, Project, text);

    private static Report Report(IReadOnlyList<RunEvent> events) => Sample.Report(Sample.Row("C2", RowStatus.Held)) with { Timeline = new Timeline(events, [], 0) };
}
