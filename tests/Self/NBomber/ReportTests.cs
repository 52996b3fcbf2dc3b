using System.Xml.Linq;
using FluentAssertions;
using NBomber.Contracts;
using NBomber.Contracts.Stats;
using NBomber.CSharp;
using NUnit.Framework;

namespace Archiv.Tests.Self.NBomber;

/// <summary>Report files: where asked, as asked, and saying what was measured.</summary>
[NonParallelizable]
public sealed class ReportTests
{
    private const string Name = "sagt <b>|ja\"";
    private string _folder = null!;
    private NodeStats _stats = null!;

    [OneTimeSetUp]
    public void Run()
    {
        _folder = Path.Combine(Path.GetTempPath(), $"nbomber-{Guid.NewGuid():N}");
        _stats = NBomberRunner.RegisterScenarios(
                Scenario.Create(Name, async context =>
                {
                    context.Logger.Information("frage {Number}", context.InvocationNumber);
                    await Step.Run("suche", context, () => Task.FromResult(Response.Ok(new object(), statusCode: "200", sizeBytes: 5, customLatencyMs: 12.5)));
                    return context.InvocationNumber == 1 ? Response.Fail(statusCode: "503", message: "besetzt, später") : Response.Ok(statusCode: "200");
                })
                .WithoutWarmUp()
                .WithLoadSimulations(Simulation.Inject(rate: 10, interval: Given.Second, during: Given.Second))
                .WithThresholds(Threshold.Create(s => s.Fail.Request.Count == 0)))
            .WithTestSuite("suite").WithTestName("test").WithReportFolder(_folder).WithReportFileName("bericht")
            .WithReportFormats(ReportFormat.Html, ReportFormat.Md, ReportFormat.Csv, ReportFormat.Txt).Run();
    }

    [OneTimeTearDown]
    public void Clean() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Every_format_must_be_a_file_with_the_answered_content()
    {
        _stats.ReportFiles.Select(f => Path.GetFileName(f.FilePath)).Should().Equal("bericht.html", "bericht.md", "bericht.csv", "bericht.txt");
        _stats.ReportFiles.Should().OnlyContain(f => File.ReadAllText(f.FilePath) == f.ReportContent && f.FilePath.StartsWith(_folder, StringComparison.Ordinal));
    }

    [TestCase(ReportFormat.Html)]
    [TestCase(ReportFormat.Md)]
    [TestCase(ReportFormat.Csv)]
    [TestCase(ReportFormat.Txt)]
    public void Every_format_must_say_what_was_measured(ReportFormat format)
    {
        var content = _stats.ReportFiles.Single(f => f.ReportFormat == format).ReportContent;

        content.Should().Contain("suite").And.Contain("suche").And.Contain("12.5");
        content.Should().MatchRegex(format switch
        {
            ReportFormat.Csv => "scenario,ok,9,90,",
            ReportFormat.Html => "<td>ok</td><td class=\"n\">9</td>",
            _ => @"scenario\W+ok\W+9\W+90\W",
        });
        if (format != ReportFormat.Csv)
        {
            content.Should().Contain("503").And.Contain("failed").And.Contain("Fail.Request.Count");
        }
    }

    [Test]
    public void The_page_must_be_well_formed_and_need_nothing_else()
    {
        var page = _stats.ReportFiles.Single(f => f.ReportFormat == ReportFormat.Html).ReportContent;

        var body = XDocument.Parse(page[page.IndexOf("<body>", StringComparison.Ordinal)..page.IndexOf("</html>", StringComparison.Ordinal)]);
        body.Descendants("svg").Should().NotBeEmpty();
        body.Descendants("h2").Should().Contain(h => h.Value.StartsWith(Name, StringComparison.Ordinal), "names are text, not markup");
        page.Should().NotContain("<script").And.NotContain("src=").And.NotContain("href=").And.NotContain("url(");
    }

    [Test]
    public void A_separator_in_a_name_must_not_break_the_table()
    {
        var lines = _stats.ReportFiles.Single(f => f.ReportFormat == ReportFormat.Csv).ReportContent.Split('\n');

        lines[1].Should().StartWith("suite,test,\"sagt <b>|ja\"\"\",00:00:01,scenario,ok,9,90,");
        lines.Should().HaveCount(1 + 4 + 1);
    }

    [Test]
    public void The_log_must_be_beside_the_reports() =>
        File.ReadAllText(Directory.GetFiles(_folder, "nbomber-log-*.txt").Single()).Should().Contain("frage 10");

    [Test]
    public void A_finalizer_must_decide_what_is_reported()
    {
        var stats = NBomberRunner.RegisterScenarios(Given.Scenario(new Server().Answer, Given.Once), Scenario.Create("hidden", new Server().Answer)
                .WithoutWarmUp().WithLoadSimulations(Given.Once))
            .WithReportFolder(Path.Combine(_folder, "finalizer")).WithReportFileName("sichtbar").WithReportFormats(ReportFormat.Md)
            .WithReportFinalizer(data => ReportData.Create([.. data.ScenarioStats.Where(s => s.ScenarioName != "hidden")])).Run();

        stats.ScenarioStats.Should().ContainSingle();
        stats.ReportFiles.Single().ReportContent.Should().NotContain("hidden (");
    }
}
