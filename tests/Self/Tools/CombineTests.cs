using Archiv.Tests.Support.Evidence;
using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Tools.Reporting;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Tools;

public sealed class CombineTests
{
    private static readonly Guarantee StaticAndLive = Catalogue.Row("A6.1");

    [TestCase("held held", "Held")]
    [TestCase("held broken", "Broken")]
    [TestCase("unknown broken", "Broken")]
    [TestCase("notapplicable broken", "Broken")]
    [TestCase("held unknown", "Unknown")]
    [TestCase("notapplicable unknown", "Unknown")]
    [TestCase("held notapplicable", "NotApplicable")]
    [TestCase("held", "Unknown")]
    [TestCase("broken", "Broken")]
    [TestCase("", "Unknown")]
    public void Broken_must_win_over_unknown_and_held_needs_a_verdict_of_each_kind(string staticThenLive, string expected)
    {
        var verdicts = staticThenLive.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Zip(StaticAndLive.Kinds, (outcome, kind) => Sample.Verdict("A6.1", kind, Enum.Parse<Outcome>(outcome, true)))
            .ToList();

        Combined(verdicts).Status.Should().Be(Enum.Parse<RowStatus>(expected));
    }

    [Test]
    public void Several_tests_of_one_kind_must_all_hold()
    {
        Verdict[] verdicts =
        [
            Sample.Verdict("A6.1", Kind.Static, Outcome.Held),
            Sample.Verdict("A6.1", Kind.Live, Outcome.Held),
            Sample.Verdict("A6.1", Kind.Live, Outcome.Broken, "the second case"),
        ];

        var row = Combined(verdicts);

        row.Status.Should().Be(RowStatus.Broken);
        row.Reason.Should().Be("live: the second case");
        row.Seconds.Should().Be(4.5);
    }

    [Test]
    public void A_missing_kind_must_say_why_it_is_missing()
    {
        var row = Combined([Sample.Verdict("A6.1", Kind.Static, Outcome.Held)]);

        row.Reason.Should().Be("Live is missing");
    }

    [Test]
    public void A_broken_row_must_carry_expected_seen_container_time_and_evidence_of_the_verdict_that_decided()
    {
        var row = Combined(
        [
            Sample.Verdict("A6.1", Kind.Static, Outcome.Held) with { Expected = "other", Seen = "other" },
            Sample.Verdict("A6.1", Kind.Live, Outcome.Broken, evidence: "evidence/A6.1"),
        ]);

        row.Should().BeEquivalentTo(new { Expected = "this", Seen = "that", Container = "ollama-1", At = Sample.At.AddSeconds(1), Log = "evidence/A6.1/moment.log" });
        row.Evidence.Should().Equal("evidence/A6.1");
    }

    [Test]
    public void A_planned_row_must_stay_planned_whatever_lies_about()
    {
        var planned = Catalogue.Rows.First(row => !row.Active);

        Combine.Row(planned, planned.Kinds, [Sample.Verdict(planned.Id, planned.Kinds[0], Outcome.Held)], [], _ => "")
            .Status.Should().Be(RowStatus.Planned);
    }

    [Test]
    public void A_test_that_owes_a_verdict_must_not_be_held_by_another_of_its_kind()
    {
        PlannedVerdict[] planned = [new("A6.1", Kind.Live, "a test"), new("A6.1", Kind.Live, "a case that the dead host never judged")];

        var row = Combine.Row(
            StaticAndLive,
            StaticAndLive.Kinds,
            [Sample.Verdict("A6.1", Kind.Static, Outcome.Held), Sample.Verdict("A6.1", Kind.Live, Outcome.Held)],
            planned,
            _ => "the process ended with code 137");

        row.Status.Should().Be(RowStatus.Unknown);
        row.Reason.Should().Be("no verdict of 'a case that the dead host never judged': the process ended with code 137");
    }

    private static RowResult Combined(IReadOnlyList<Verdict> verdicts) =>
        Combine.Row(StaticAndLive, StaticAndLive.Kinds, verdicts, [], kind => $"{kind} is missing");
}
