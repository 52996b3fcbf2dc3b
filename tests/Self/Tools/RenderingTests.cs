using System.Xml.Linq;
using Archiv.Tests.Support;
using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Tools.Reporting;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Tools;

public sealed class RenderingTests
{
    [Test]
    public void JUnit_must_show_planned_as_skipped_unknown_as_error_and_broken_as_failure()
    {
        var suite = JUnit.Write(Sample.Report(
            Sample.Row("A1.1", RowStatus.Held), Sample.Row("A5.1", RowStatus.Broken), Sample.Row("A1.3", RowStatus.Unknown), Sample.Row("A2.6", RowStatus.Planned)))
            .Root!.Element("testsuite")!;

        suite.Attributes().Should().Contain(attribute => attribute.Name == "tests" && attribute.Value == "4");
        Case(suite, "A1.1").Elements().Should().BeEmpty();
        Case(suite, "A5.1").Element("failure")!.Value.Should().Contain("expected: this").And.Contain("seen: that").And.Contain("evidence: evidence/A5.1");
        Case(suite, "A1.3").Element("error").Should().NotBeNull();
        Case(suite, "A2.6").Element("skipped").Should().NotBeNull();
    }

    [Test]
    public void JUnit_must_stay_xml_when_a_reason_quotes_control_characters()
    {
        var written = JUnit.Write(Sample.Report(Sample.Row("A5.1", RowStatus.Broken, "a terminal said \u001b[31mno\u0000"))).ToString();

        XDocument.Parse(written).ToString().Should().Contain("[31mno");
    }

    [Test]
    public void The_summary_for_a_CI_must_put_what_does_not_hold_first_and_link_its_evidence()
    {
        var text = Markdown.Write(Sample.Report(Sample.Row("A1.1", RowStatus.Held), Sample.Row("A5.1", RowStatus.Broken, "a | b")));

        text.Should().StartWith("# Archiv stack, profile standin: 1 held, 1 broken, 0 unknown, 0 not applicable, 0 planned");
        text.IndexOf("## A5.1 broken", StringComparison.Ordinal).Should().BeInRange(0, text.IndexOf("| A1.1 |", StringComparison.Ordinal));
        text.Should().Contain("- why: a \\| b").And.Contain("[evidence/A5.1](evidence/A5.1)").And.Contain("scripts/verify --profile standin");
    }

    [Test]
    public void What_was_not_asked_for_must_be_said()
    {
        var half = Sample.Row("A6.1", RowStatus.Held) with { Kinds = [Kind.Static] };

        RowCounts.Of(Sample.Report(half)).Should().EndWith($", {Catalogue.Rows.Count(row => row.Active) - 1} not asked for");
        Markdown.Write(Sample.Report(half)).Should().Contain("(only static was asked for) |");
        Markdown.Write(Sample.Report(Sample.Row("A6.1", RowStatus.Held))).Should().NotContain("only static");
    }

    [TestCase("ollama", true, "  ollama:")]
    [TestCase("docker-compose.prod.yml", true, null)]
    [TestCase("ollama", false, null)]
    public void Code_scanning_must_be_led_to_the_service_as_long_as_the_file_is_the_tested_one(string about, bool same, string? line)
    {
        var report = Sample.Report();
        var file = Path.Combine(Repository.Root, report.Run.ComposeFile);
        var verdict = Sample.Verdict("A1.1", Kind.Static, Outcome.Broken) with { Container = about };
        var row = Sample.Row("A1.1", RowStatus.Broken) with { Observations = [Observation.Of(verdict)] };

        var sarif = Sarif.Write(Tests.Tools.Reporting.Report.Of(report.Run with { ComposeSha256 = same ? Stamp.Sha256(file) : "00ff" }, [row]));

        var start = (int)sarif["runs"]![0]!["results"]![0]!["locations"]![0]!["physicalLocation"]!["region"]!["startLine"]!;
        File.ReadLines(file).ElementAt(start - 1).Should().Be(line ?? File.ReadLines(file).First());
    }

    [Test]
    public void Latest_must_point_to_the_run_that_ended_last()
    {
        var home = Directory.CreateTempSubdirectory("report").FullName;
        try
        {
            foreach (var run in new[] { "first", "second" })
            {
                ReportFiles.Write(Sample.Report(Sample.Row("A1.1", RowStatus.Held)), Directory.CreateDirectory(Path.Combine(home, run)).FullName);
            }

            new DirectoryInfo(Path.Combine(home, "latest")).LinkTarget.Should().Be("second");
            Directory.EnumerateFileSystemEntries(home).Should().HaveCount(3);
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    private static XElement Case(XElement suite, string row) =>
        suite.Elements("testcase").Single(test => test.Attribute("name")!.Value.StartsWith(row + " ", StringComparison.Ordinal));
}
