using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Archiv.Tests.Self.Tools;
using Archiv.Tests.Support;
using Archiv.Tests.Support.Rules;
using Archiv.Tests.Tools.Checking;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Checks;

/// <summary>The reports that programs read.</summary>
public sealed partial class CheckFormatsTests
{
    private static readonly CheckReport Report = new(
        ["compose file.yml"],
        2,
        [
            new("H4", Severity.Finding, "compose file.yml", 3, 5, "web", "it keeps 100 % of,them: all", "Why.", "cap_drop: [ALL]\n# second line"),
            new("H14", Severity.Note, "/elsewhere/compose.yml", 1, 1, null, "a note", "Why.", "fix"),
        ],
        [new("h5", "db", "the database's own entrypoint needs it", "compose file.yml", 9, 3, 2)]);

    private static IEnumerable<string> Samples => SampleFile.All.Select(sample => sample.Name);

    [Test]
    public void The_json_report_must_be_as_the_published_schema_says()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "check.schema.json")))!;

        ReportSchemaTests.Against(JsonNode.Parse(CheckJson.Write(Report)), schema, "$").Should().BeEmpty();
        ReportSchemaTests.Against(JsonNode.Parse(CheckJson.Write(Report with { Findings = [], Silenced = [] })), schema, "$").Should().BeEmpty();
        CheckJson.Write(Report).Should().Contain("\"version\": \"1.0\"").And.Contain("\"severity\": \"note\"").And.Contain("\"service\": null");
    }

    [TestCaseSource(nameof(Samples))]
    public void The_sarif_report_must_name_a_rule_and_a_place_for_each_finding(string name)
    {
        var report = SampleFile.All.Single(sample => sample.Name == name).Check();

        var run = JsonNode.Parse(CheckSarif.Write(report))!["runs"]![0]!;

        var rules = run["tool"]!["driver"]!["rules"]!.AsArray();
        var results = run["results"]!.AsArray();
        results.Should().HaveCount(report.Findings.Count + report.Silenced.Count(silenced => silenced.Findings > 0));
        foreach (var result in results)
        {
            rules[result!["ruleIndex"]!.GetValue<int>()]!["id"]!.ToString().Should().Be(result["ruleId"]!.ToString());
            var place = result["locations"]![0]!["physicalLocation"]!;
            place["region"]!["startLine"]!.GetValue<int>().Should().BePositive();
            Uri.IsWellFormedUriString(place["artifactLocation"]!["uri"]!.ToString(), UriKind.RelativeOrAbsolute).Should().BeTrue();
            result["message"]!["text"]!.ToString().Should().NotBeEmpty();
        }
    }

    [Test]
    public void The_sarif_report_must_escape_paths_and_tell_what_was_silenced()
    {
        var text = CheckSarif.Write(Report);

        JsonNode.Parse(text)!["version"]!.ToString().Should().Be("2.1.0");
        text.Should().Contain("compose%20file.yml").And.Contain("file:///elsewhere/compose.yml").And.Contain("\"kind\": \"inSource\"").And.Contain("\"level\": \"note\"");
    }

    [Test]
    public void Workflow_commands_must_be_one_line_each_with_everything_escaped()
    {
        CheckGithub.Write(Report).Split('\n').Should().HaveCount(3).And.OnlyContain(line => Command().IsMatch(line));
        CheckGithub.Write(Report).Should().StartWith("::error file=compose file.yml,line=3,col=5,title=H4::web: it keeps 100 %25 of,them: all%0AWhy.%0Acap_drop: [ALL]%0A# second line\n");
        CheckGithub.Command("error", "a:b,c", 1, 1, "t", "m").Should().Contain("file=a%3Ab%2Cc,");
    }

    [Test]
    public void The_text_must_begin_each_finding_with_its_place_and_end_with_the_sums() =>
        CheckText.Write(Report).Should().StartWith("compose file.yml:3:5: H4 web: ").And.Contain("/elsewhere/compose.yml:1:1: note H14 a note")
            .And.Contain("silenced h5 db, 2 findings: the database's own entrypoint needs it").And.EndWith("\n2 services, 1 findings, 1 notes, 2 silenced");

    [GeneratedRegex(@"^::(error|notice) file=[^:,]+,line=\d+,col=\d+,title=[\w.]+::[^\r\n]+$")]
    private static partial Regex Command();
}
