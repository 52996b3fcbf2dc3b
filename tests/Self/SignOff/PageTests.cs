using System.Text.RegularExpressions;
using Archiv.Tests.Self.Tools;
using Archiv.Tests.Support.Evidence;
using Archiv.Tests.Tools.Reporting;
using Archiv.Tests.Tools.Reporting.Page;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.SignOff;

public sealed class PageTests
{
    [Test]
    public void The_page_must_need_no_script_and_load_nothing()
    {
        var page = ReportPage.Write(FullSample.Report(), "/nonexistent");

        page.Should().NotContain("<script").And.NotContain("src=").And.NotContain("@import").And.NotContain("url(").And.NotContain("<link");
        Regex.Matches(page, "href=\"([^\"]*)\"").Select(match => match.Groups[1].Value).Should().OnlyContain(target => target.StartsWith('#'));
    }

    [Test]
    public void Every_link_must_lead_to_something_on_the_page_and_no_id_may_come_twice()
    {
        var page = ReportPage.Write(FullSample.Report(), "/nonexistent");

        var ids = Regex.Matches(page, " id=\"([^\"]*)\"").Select(match => match.Groups[1].Value).ToList();
        ids.Should().OnlyHaveUniqueItems();
        Regex.Matches(page, "href=\"#([^\"]*)\"").Select(match => match.Groups[1].Value).Distinct().Should().BeSubsetOf(ids);
    }

    [Test]
    public void What_a_container_wrote_must_never_become_markup()
    {
        const string Evil = "</pre><script>alert(1)</script><b title=\"x\">&amp;\u001b[31m";

        var page = ReportPage.Write(Sample.Report(Sample.Row("A5.1", RowStatus.Broken, Evil) with { Expected = Evil, Seen = Evil, Container = Evil }), "/nonexistent");

        page.Should().NotContain("<script").And.NotContain("\u001b").And.Contain("&lt;script&gt;");
    }

    [Test]
    public void Evidence_must_be_folded_in_and_cut_where_the_page_would_grow_too_large()
    {
        var home = Directory.CreateTempSubdirectory("page").FullName;
        try
        {
            foreach (var file in Enumerable.Range(0, 400))
            {
                File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(home, "evidence")).FullName, $"service-{file}.log"), new string('a', 40_000) + $" the end of {file}");
            }

            var page = ReportPage.Write(Sample.Report(Sample.Row("A5.1", RowStatus.Broken) with { Evidence = ["evidence"] }), home);

            page.Should().Contain("the end of 0<").And.Contain("the last 16,000 of 40,0").And.Contain("beside this page");
            page.Length.Should().BeLessThan(2_000_000);
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    [Test]
    public void Nothing_judged_an_interrupted_run_and_a_missing_part_must_never_read_as_held()
    {
        Decision.Of(Sample.Report()).Word.Should().Be("unknown");
        Decision.Of(Sample.Report(true, Sample.Row("A5.1", RowStatus.Held))).Word.Should().Be("unknown");
        Decision.Of(Sample.Report(Sample.Row("A5.1", RowStatus.Held)) with { Open = ["part 2/3 is missing"] }).Word.Should().Be("unknown");
        Decision.Of(Sample.Report(Sample.Row("A5.1", RowStatus.Held))).Word.Should().Be("held");
    }

    [Test]
    public void A_verdict_must_say_what_it_does_not_cover()
    {
        Decision.Of(Sample.Report(Sample.Row("A5.1", RowStatus.Held), Sample.Row("N1", RowStatus.Planned))).NotCovered.Should()
            .Contain(gap => gap.Contains("no test yet")).And.Contain(gap => gap.Contains("not asked for")).And.Contain(gap => gap.Contains("stand-ins")).And.Contain(gap => gap.Contains("no commit"));
    }

    [Test]
    public void The_timeline_must_tell_a_restart_from_a_death_and_from_a_first_start()
    {
        const string Project = "archivtest-00000001";
        RunEvent Event(int second, string what, string text) => new(Sample.At.AddSeconds(second), what, Project, text);

        var page = ReportPage.Write(
            Sample.Report(Sample.Row("A1.1", RowStatus.Held)) with
            {
                Timeline = new Timeline(
                    [
                        Event(0, "stack", "killed: up"), Event(1, "engine", "ollama-model-init die 0"), Event(9, "stack", "killed: up ended with 0 after 9.0 s"),
                        Event(10, "engine", "backend start"), Event(20, "engine", "ollama die 137"), Event(21, "engine", "ollama start"), Event(22, "engine", "ollama start"),
                        Event(30, "engine", "db die 0"), Event(80, "stack", "killed: down"), Event(81, "engine", "proxy die 0"), Event(90, "stack", "killed: gone"),
                    ], [], 0),
            },
            "/nonexistent");

        Regex.Matches(page, "<text class=\"mark\"[^>]*>(.)<title>([^<]*)").Select(mark => $"{mark.Groups[1].Value} {mark.Groups[2].Value}").Should()
            .Equal("▾ ollama die 137", "▸ ollama start", "▾ db die 0");
        page.Should().Contain("was started again ▸");
    }

    [Test]
    public void The_first_screen_must_name_each_promise_that_cannot_be_seen_on_this_host_with_its_reason()
    {
        const string Swap = "the kernel does not count swap";
        const string Cores = "the host has one core";

        var page = ReportPage.Write(
            Sample.Report(Sample.Row("A5.1", RowStatus.Held), Sample.Row("A6.7", RowStatus.NotApplicable, Swap), Sample.Row("H5", RowStatus.NotApplicable, Cores)), "/nonexistent");

        var first = page[..page.IndexOf("<nav", StringComparison.Ordinal)];
        Regex.Matches(first, "<li[^>]*>(?:(?!</li>).)*", RegexOptions.Singleline).Select(item => item.Value).Should()
            .ContainSingle(item => item.Contains(Swap)).Which.Should().Contain("A6.7");
        first.Should().Contain("H5").And.Contain(Cores);
    }

    [TestCase("Planned", "alert is to fire here (A7.2: no test yet)")]
    [TestCase("Held", "alert")]
    public void The_line_of_an_alert_that_no_row_tests_must_not_read_as_protection(string status, string label)
    {
        var memory = new MemorySeries("archivtest-00000001", "ollama", 512L << 20, 460L << 20, [new(Sample.At, 100L << 20)]);

        var page = ReportPage.Write(Sample.Report(Sample.Row("A1.1", RowStatus.Held), Sample.Row("A7.2", Enum.Parse<RowStatus>(status))) with { Memory = [memory] }, "/nonexistent");

        Regex.Match(page, "<text class=\"tick alert\"[^>]*>([^<]*)").Groups[1].Value.Should().Be(label);
    }
}
