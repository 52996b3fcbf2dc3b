using Archiv.Tests.Self.Tools;
using Archiv.Tests.Support.Evidence;
using Archiv.Tests.Tools;
using Archiv.Tests.Tools.Reporting;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.SignOff;

public sealed class MergeTests
{
    private static readonly RowResult Held = Sample.Row("A1.1", RowStatus.Held);
    private static readonly RowResult Broken = Sample.Row("A5.1", RowStatus.Broken);
    private static readonly RowResult Planned = Sample.Row("N1", RowStatus.Planned);

    [Test]
    public void The_merged_report_must_have_the_rows_of_all_parts_in_the_order_of_the_catalogue()
    {
        var merged = Merged(Part("1/2", Broken, Planned), Part("2/2", Held, Planned));

        merged.Rows.Select(row => row.Id).Should().Equal("A1.1", "A5.1", "N1");
        merged.Verdict.Should().Be("broken");
        merged.ExitCodeFor(false).Should().Be(1);
        merged.Open.Should().BeEmpty();
    }

    [Test]
    public void A_part_that_is_missing_must_leave_the_verdict_unknown()
    {
        var merged = Merged(Part("1/3", Held), Part("3/3", Planned));

        merged.Open.Should().Equal("part 2/3 is missing");
        (merged.Verdict, merged.ExitCodeFor(false)).Should().Be(("unknown", 2));
    }

    [Test]
    public void Parts_of_different_commits_must_leave_the_verdict_unknown()
    {
        var other = Part("2/2", Planned);

        var merged = Merged(Part("1/2", Held), other with { Run = other.Run with { Commit = "another" } });

        merged.Open.Should().Equal("the parts differ in commit");
        merged.Verdict.Should().Be("unknown");
    }

    [Test]
    public void Parts_with_other_suites_may_use_other_libraries_but_none_of_them_in_another_version()
    {
        PackageUsed docker = new("Docker.DotNet", "3.125.0", true), load = new("NBomber", "6.1.0", true);

        Merged(Using("1/2", docker), Using("2/2", docker, load)).Open.Should().BeEmpty();
        Merged(Using("1/2", docker), Using("2/2", docker with { Standin = false }, load)).Open.Should().Equal("the parts differ in test library Docker.DotNet");
    }

    [Test]
    public void An_image_that_one_part_did_not_find_must_be_named_as_another_found_it()
    {
        ImageUsed absent = new("caddy:2", null, false) { Services = ["proxy"] }, there = absent with { Id = "sha256:01", Digest = "sha256:02" }, nowhere = new("redis:8", null, false);

        var merged = Merged(Having("1/2", absent, nowhere), Having("2/2", there with { Services = ["gate"] }, nowhere));

        merged.Open.Should().BeEmpty();
        merged.Run.Images.Select(image => (image.Name, image.Id, image.Digest, string.Join(' ', image.Services))).Should()
            .Equal(("caddy:2", "sha256:01", "sha256:02", "gate proxy"), ("redis:8", null, null, ""));
        Merged(Having("1/2", there), Having("2/2", there with { Id = "sha256:03" })).Should()
            .Match<Tests.Tools.Reporting.Report>(report => report.Run.Images.Count == 2 && report.Open.Single() == "the parts differ in image caddy:2");
    }

    [TestCase("a", "1/2", "a", "2/2", "run a is there twice*")]
    [TestCase("a", "1/2", "b", "1/2", "part 1/2 is there twice*")]
    [TestCase("a", "1/2", "b", "2/2", null)]
    [TestCase("a", null, "b", null, null)]
    public void The_same_part_twice_must_be_refused(string run, string? shard, string other, string? otherShard, string? message)
    {
        var check = FluentActions.Invoking(() => Merge.RefuseTwins([Part(shard).Run with { Id = run }, Part(otherShard).Run with { Id = other }]));

        if (message is null)
        {
            check.Should().NotThrow();
        }
        else
        {
            check.Should().Throw<WrongUse>().WithMessage(message);
        }
    }

    [Test]
    public void A_row_in_several_parts_must_be_as_bad_as_the_worst_of_them()
    {
        var merged = Merged(Part(null, Held), Part(null, Held with { Status = RowStatus.Unknown, Reason = "no stack" }), Part(null, Planned));

        merged.Rows[0].Should().Match<RowResult>(row => row.Status == RowStatus.Unknown && row.Reason == "no stack" && row.Seconds == 3);
    }

    [Test]
    public void Histograms_must_be_merged_without_loss()
    {
        var times = Enumerable.Range(0, 20_000).Select(value => TimeSpan.FromMicroseconds(value * 37 % 65_537 * 911)).ToList();
        var parts = times.Chunk(6_000).Select(chunk => Part(null, Held) with { Latency = [new LatencySeries("C1: search, 200", "C1", LatencyHistogram.Of(chunk))] });

        var merged = Merged([.. parts]).Latency!.Single().Histogram;

        merged.Buckets.Should().BeEquivalentTo(LatencyHistogram.Of(times).Buckets, options => options.WithStrictOrdering());
        var sorted = times.Order().ToList();
        foreach (var percent in new[] { 1.0, 50, 90, 99, 99.9, 100 })
        {
            var exact = sorted[Math.Max(1, (int)Math.Ceiling(percent / 100 * sorted.Count)) - 1];
            merged.Percentile(percent)!.Value.Should().BeCloseTo(exact, exact / 128 + TimeSpan.FromMicroseconds(1), $"p{percent}");
        }
    }

    [Test]
    public void A_report_of_many_full_parts_must_stay_below_2_MB_and_keep_every_failed_answer()
    {
        var parts = Enumerable.Range(1, 16).Select(FullPart).ToList();
        var home = Directory.CreateTempSubdirectory("merged").FullName;
        FullSample.WriteEvidence(home);

        var merged = Merged([.. parts]);
        var page = Tests.Tools.Reporting.Page.ReportPage.Write(merged, home);

        Directory.Delete(home, recursive: true);
        System.Text.Encoding.UTF8.GetByteCount(page).Should().BeLessThan(2_000_000);
        merged.Timeline!.Requests.Count(request => request.Status == 500).Should().Be(parts.Sum(part => part.Timeline!.Requests.Count(request => request.Status == 500)));
        merged.Timeline.RequestsInAll.Should().Be(parts.Sum(part => part.Timeline!.RequestsInAll));
    }

    [Test]
    public void Evidence_of_the_parts_must_lie_beside_the_merged_report()
    {
        var home = Directory.CreateTempSubdirectory("merge").FullName;
        try
        {
            var part = Directory.CreateDirectory(Path.Combine(home, "part", "evidence", "A5.1")).Parent!.Parent!.FullName;
            File.WriteAllText(Path.Combine(part, "evidence", "A5.1", "moment.log"), "it went wrong");
            ReportFiles.WriteInto(Part(null, Broken with { Evidence = ["evidence/A5.1", "../../etc"] }), part);

            var taken = PartFolder.Take(Path.Combine(part, "report.json"), Path.Combine(home, "merged")).Rows[0];

            File.ReadAllText(Path.Combine(home, "merged", taken.Log!)).Should().Be("it went wrong");
            Directory.EnumerateFiles(Path.Combine(home, "merged"), "*", SearchOption.AllDirectories).Should().ContainSingle();
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    private static Tests.Tools.Reporting.Report Using(string shard, params PackageUsed[] packages)
    {
        var part = Part(shard, Held);
        return part with { Run = part.Run with { Packages = packages } };
    }

    private static Tests.Tools.Reporting.Report Having(string shard, params ImageUsed[] images)
    {
        var part = Part(shard, Held);
        return part with { Run = part.Run with { Images = images } };
    }

    // Each with stacks of its own; every seventh answer failed.
    private static Tests.Tools.Reporting.Report FullPart(int number)
    {
        var full = FullSample.Report();
        string Own(string project) => $"{project}{number:x2}";
        return full with
        {
            Run = full.Run with { Shard = $"{number}/16" },
            Timeline = full.Timeline! with
            {
                Events = [.. full.Timeline.Events.Select(entry => entry with { Subject = Own(entry.Subject) })],
                Requests = [.. full.Timeline.Requests.Select((request, index) => request with { Project = Own(request.Project), Status = index % 7 == 0 ? 500 : request.Status, HungUp = request.HungUp && index % 7 != 0 })],
            },
            Memory = [.. full.Memory!.Select(series => series with { Project = Own(series.Project) })],
        };
    }

    private static Tests.Tools.Reporting.Report Part(string? shard, params RowResult[] rows)
    {
        var report = Sample.Report(rows);
        return report with { Run = report.Run with { Shard = shard } };
    }

    private static Tests.Tools.Reporting.Report Merged(params Tests.Tools.Reporting.Report[] parts) => Merge.Of(parts, "merged", "scripts/report merge");
}
