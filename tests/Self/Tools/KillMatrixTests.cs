using System.Text.Json.Nodes;
using Archiv.Tests.Support.Evidence;
using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Tools.Commands;
using Archiv.Tests.Tools.Mutants;
using Archiv.Tests.Tools.Reporting;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Tools;

public sealed class KillMatrixTests
{
    private string run = "";

    [SetUp]
    public void MakeEvidence()
    {
        run = Directory.CreateTempSubdirectory("kill-matrix-").FullName;
        foreach (var row in (string[])["A1.1", "A2.3", "A2.4", "A6.1"])
        {
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(run, "evidence", row)).FullName, "moment.log"), $"{Sample.At:O} ollama a line\n");
        }
    }

    [TearDown]
    public void RemoveEvidence() => Directory.Delete(run, recursive: true);

    [TestCase("Broken", "Broken", "Killed")]
    [TestCase("Broken", "Held", "Survived")]
    [TestCase("Unknown", "Held", "Survived")]
    [TestCase("Broken", "Unknown", "Undecided")]
    [TestCase("Broken", "NotApplicable", "Undecided")]
    public void A_mutant_must_be_killed_by_every_row_that_it_breaks(string first, string second, string fate)
    {
        Result(first, second).Fate.Should().Be(Enum.Parse<Fate>(fate));
    }

    [Test]
    public void A_row_that_was_not_judged_must_not_kill()
    {
        (Result("Broken", "Broken") with { Rows = [Sample.Row("A2.3", RowStatus.Broken)] }).Fate.Should().Be(Fate.Undecided);
    }

    [Test]
    public void The_matrix_must_show_each_mutant_with_what_it_did_to_each_row()
    {
        var result = Result("Broken", "Held");
        result = result with { Rows = [.. result.Rows, Sample.Row("A1.1", RowStatus.Broken), Sample.Row("A1.2", RowStatus.Held)] };

        KillMatrix.Markdown([result]).Should().Contain("| mutant | fate | A1.1 | A1.2 | A2.3 | A2.4 |").And.Contain("| m | survived | x | · | X | ! |");
        var json = JsonNode.Parse(KillMatrix.Json([result], "c0ffee"))!;
        json["survived"]!.GetValue<int>().Should().Be(1);
        json["mutants"]![0]!["rows"]!["A2.4"]!["status"]!.ToString().Should().Be("held");
        json["mutants"]![0]!["alsoBroken"]!.AsArray().Select(row => row!.ToString()).Should().Equal("A1.1");
    }

    [TestCase(Outcome.Broken, "Killed")]
    [TestCase(Outcome.Held, "Survived")]
    [TestCase(null, "Undecided")]
    public void A_demanded_kind_must_be_broken_by_itself(Outcome? live, string fate)
    {
        List<Verdict> verdicts = [Sample.Verdict("A6.1", Kind.Static, Outcome.Broken)];
        if (live is { } outcome)
        {
            verdicts.Add(Sample.Verdict("A6.1", Kind.Live, outcome));
        }

        var result = new MutantResult(new Mutant("m", "A story.", ["A6.1/live"], true), [Combined("A6.1", Outcome.Broken)], verdicts, run, 1);

        result.Fate.Should().Be(Enum.Parse<Fate>(fate));
    }

    [Test]
    public void A_row_that_turns_red_without_a_reason_must_be_told()
    {
        var result = Result("Broken", "Broken");
        result = result with { Rows = [.. result.Rows, Combined("A1.1", Outcome.Broken)] };

        result.Fate.Should().Be(Fate.Spilled);
        (result with { Mutant = result.Mutant with { MayBreak = new Dictionary<string, string> { ["A1.1"] = "it is about that too" } } }).Fate.Should().Be(Fate.Killed);
    }

    [Test]
    public void A_red_line_must_say_expected_seen_container_time_and_where_the_log_is()
    {
        var whole = Combined("A2.3", Outcome.Broken);
        RowResult[] lines =
        [
            whole with { Expected = null }, whole with { Expected = whole.Promise }, whole with { Seen = "" }, whole with { Seen = "because" }, whole with { Container = null },
            whole with { At = null }, whole with { Log = "evidence/A2.3/gone.log" }, whole with { Log = null },
        ];

        RedLine.Lacks(whole, run).Should().BeEmpty();
        lines.Select(line => string.Join(", ", RedLine.Lacks(line, run)))
            .Should().Equal("expected", "expected", "seen", "seen", "container", "time, a link that leads there", "a link that leads there", "a link that leads there");
    }

    [Test]
    public void A_mutant_whose_red_line_explains_nothing_must_not_count_as_killed()
    {
        var result = Result("Broken", "Broken");
        result = result with { Rows = [.. result.Rows.Select(row => row.Id == "A2.4" ? row with { Container = null } : row)] };

        result.Fate.Should().Be(Fate.Unexplained);
        result.Unsaid.Should().Equal("A2.4 lacks container");
    }

    [Test]
    public void The_page_must_link_each_red_line_to_its_log()
    {
        var result = Result("Broken", "Held");
        result = result with { Rows = [result.Rows[0] with { Seen = "a control \u0001 letter and <markup>" }, result.Rows[1]] };

        var page = KillMatrixPage.Write([result], Path.GetDirectoryName(run)!);

        page.Should().StartWith("<!doctype html>").And.Contain("a control \uFFFD letter and &lt;markup&gt;").And.Contain("class=\"miss\"");
        page.Should().Contain($"href=\"{Path.GetFileName(run)}/evidence/A2.3/moment.log\"");
    }

    [Test]
    public void A_report_must_take_the_fullest_matrix_that_can_be_read_and_the_newest_of_these()
    {
        // Two of its mutants are gone since.
        Matrix("20261120-010000-1", "more", 5);
        Matrix("20261121-010000-1", "old", 3);
        Matrix("20261122-010000-1", "whole", 3);
        Matrix("20261123-010000-1", "few", 1);
        foreach (var (folder, text) in new[] { ("20261124-010000-1", "{\"mutants\": [{\"id\""), ("20261125-010000-1", "{\"mutants\": [{}, {}, {}, {}]}"), ("20261126-010000-1", "[]"), ("20261127-010000-1", "null"), ("20261128-010000-1", "") })
        {
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(run, folder)).FullName, "mutants.json"), text);
        }

        Directory.CreateDirectory(Path.Combine(run, "20261129-010000-1"));
        File.CreateSymbolicLink(Path.Combine(run, "latest"), "20261123-010000-1");

        var matrix = KillSummary.Fullest(run, Known)!;

        (matrix.Run, matrix.Commit, matrix.Mutants.Count).Should().Be(("20261122-010000-1", "whole", 3));
        KillSummary.Fullest(Path.Combine(run, "nowhere"), Known).Should().BeNull();
    }

    [TestCase("0123456789abcdef", "run 20261122-010000-1 of 2026-11-22 at commit 0123456789ab)")]
    [TestCase("fedcba9876543210", "run 20261122-010000-1 of 2026-11-22 at commit fedcba987654, which is not the commit of this report)")]
    [TestCase(null, "run 20261122-010000-1 of 2026-11-22 at commit unknown, which is not the commit of this report)")]
    public void Page_and_summary_must_say_from_which_day_and_commit_the_matrix_is(string? commit, string said)
    {
        Matrix("20261122-010000-1", commit, 2);

        var report = Sample.Report(Sample.Row("A2.3", RowStatus.Held)) with { Mutants = KillSummary.Fullest(run, Known) };

        Tests.Tools.Reporting.Page.ReportPage.Write(report, "/nonexistent").Should().Contain(said);
        Markdown.Write(report).Should().Contain($"Kill matrix: 2 of 2 mutants killed, 0 survived, 0 undecided ({said}");
    }

    [Test]
    public void Latest_must_move_neither_to_chosen_mutants_nor_to_half_a_run()
    {
        MutantsCommand.IsLatest([], interrupted: false).Should().BeTrue();
        MutantsCommand.IsLatest(["no-ollama"], interrupted: false).Should().BeFalse();
        MutantsCommand.IsLatest([], interrupted: true).Should().BeFalse();
    }

    private static readonly string[] Known = ["m0", "m1", "m2"];

    private void Matrix(string folder, string? commit, int mutants) => File.WriteAllText(
        Path.Combine(Directory.CreateDirectory(Path.Combine(run, folder)).FullName, "mutants.json"),
        KillMatrix.Json([.. Enumerable.Range(0, mutants).Select(number => Result("Broken", "Broken", $"m{number}"))], commit));

    private MutantResult Result(string first, string second, string id = "m") => new(
        new Mutant(id, "A story.", ["A2.3", "A2.4"], true),
        [Combined("A2.3", Enum.Parse<Outcome>(first)), Combined("A2.4", Enum.Parse<Outcome>(second))],
        [],
        run,
        1);

    private static RowResult Combined(string row, Outcome outcome) => Combine.Row(
        Catalogue.Row(row), [Catalogue.Row(row).Kinds[^1]], [Sample.Verdict(row, Catalogue.Row(row).Kinds[^1], outcome, evidence: $"evidence/{row}")], [], _ => "missing");
}
