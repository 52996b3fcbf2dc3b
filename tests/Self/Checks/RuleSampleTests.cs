using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Support.Rules;
using Archiv.Tests.Tools.Checking;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Checks;

/// <summary>The snippets that a rule shows in docs/checks.md, judged.</summary>
public sealed class RuleSampleTests
{
    private static IEnumerable<string> Ids => RuleBook.All.Select(rule => rule.Id);

    [TestCaseSource(nameof(Ids))]
    public void The_bad_snippet_of_a_rule_must_break_it(string id) =>
        Findings(id, RuleBook.Rule(id).Bad).Should().Contain(finding => finding.Severity == Severity.Finding);

    [TestCaseSource(nameof(Ids))]
    public void The_good_snippet_of_a_rule_must_keep_it(string id) =>
        Findings(id, RuleBook.Rule(id).Good).Where(finding => finding.Severity == Severity.Finding).Should().BeEmpty();

    [TestCaseSource(nameof(Ids))]
    public void A_rule_must_have_the_id_of_a_row_and_say_why_in_one_sentence(string id)
    {
        Catalogue.Row(id).Id.Should().Be(id);
        RuleBook.Rule(id).Why.Should().MatchRegex(@"^[A-Z`].{40,200}\.$").And.NotMatchRegex(@"\. [A-Z]");
        RuleBook.Rule(id).Title.Should().NotBeNullOrEmpty();
    }

    [Test]
    public void Ids_must_be_unique() => Ids.Should().OnlyHaveUniqueItems();

    [Test]
    public void Every_row_of_the_checklist_that_is_static_must_have_a_rule() =>
        Catalogue.Rows.Where(row => row.Family == "H" && row.Kinds.Contains(Kind.Static)).Select(row => row.Id).Should().BeSubsetOf(Ids);

    private static IReadOnlyList<CheckFinding> Findings(string id, RuleSample sample)
    {
        var folder = Directory.CreateDirectory(Path.Combine(TestContext.CurrentContext.WorkDirectory, $"rule-{Guid.NewGuid():n}")).FullName;
        try
        {
            var file = Path.Combine(folder, "compose.yml");
            File.WriteAllText(file, sample.Compose);
            if (sample.EnvExample is { } example)
            {
                File.WriteAllText(Path.Combine(folder, ".env.example"), example);
            }

            return [.. Checker.Check([file], null, folder).Findings.Where(finding => finding.Rule == id)];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
