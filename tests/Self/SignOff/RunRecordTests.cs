using Archiv.Tests.Self.Tools;
using Archiv.Tests.Support.Evidence;
using Archiv.Tests.Tools.Reporting;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.SignOff;

public sealed class RunRecordTests
{
    private string home = "";

    [SetUp]
    public void Make() => home = Directory.CreateTempSubdirectory("record").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(home, recursive: true);

    [Test]
    public void Of_very_many_requests_every_failed_one_must_stay_on_the_timeline()
    {
        var run = Run.Open(home, () => new Secrets());
        int[] failed = [1, 2, 3001, 5003];
        foreach (var number in Enumerable.Range(0, 6_000))
        {
            run.Asked(new RequestSeen(Sample.At.AddSeconds(number), "archivtest-1", "search", failed.Contains(number) ? 500 : 200, 100));
        }

        var timeline = RunRecord.Timeline(home)!;

        timeline.Requests.Where(request => request.Status == 500).Select(request => (int)(request.At - Sample.At).TotalSeconds).Should().Equal(failed);
        timeline.Requests.Should().HaveCountLessThanOrEqualTo(2_000).And.BeInAscendingOrder(request => request.At);
        timeline.RequestsInAll.Should().Be(6_000);
    }

    [Test]
    public void Two_measures_of_one_service_must_be_two_series_and_say_which_they_are()
    {
        var run = Run.Open(home, () => new Secrets());
        run.Sampled(new MemorySample(Sample.At, "archivtest-1", "ollama", 300 << 20, 512 << 20));
        run.Sampled(new MemorySample(Sample.At.AddSeconds(1), "archivtest-1", "ollama", 200 << 20, 512 << 20, MemorySample.Anonymous));

        var series = MemoryRecord.Of(home, 0.9)!;

        series.Select(one => one.Samples.Single().Bytes).Should().Equal(300 << 20, 200 << 20);
        var page = Tests.Tools.Reporting.Page.ReportPage.Write(Sample.Report(Sample.Row("A6.6", RowStatus.Held)) with { Memory = series }, home);
        page.Should().Contain("anonymous memory: peak 200 MiB of 512 MiB").And.Contain("memory in use: peak 300 MiB of 512 MiB");
    }
}
