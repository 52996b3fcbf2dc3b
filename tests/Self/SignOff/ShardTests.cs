using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Tools;
using Archiv.Tests.Tools.Judging;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.SignOff;

public sealed class ShardTests
{
    private static readonly string[] Names = ["e2e", "chaos", "load"];

    private static Selection Everything => Selection.Of([], [], Suite.Built);

    [Test]
    public void The_parts_together_must_be_all_rows_each_once([Values(1, 2, 3, 5)] int parts)
    {
        var all = Everything;

        var split = Parts(all, parts);

        split.SelectMany(part => part).Should().BeEquivalentTo(Rows(all)).And.OnlyHaveUniqueItems();
        split.Should().OnlyContain(part => part.Count > 0);
        Parts(Everything, parts).Should().BeEquivalentTo(split, options => options.WithStrictOrdering());
    }

    [Test]
    public void Rows_that_share_a_stack_must_stay_together()
    {
        var all = Everything;
        var part = Parts(all, 3).SelectMany((rows, index) => rows.Select(row => (row, index))).ToDictionary(entry => entry.row, entry => entry.index);

        foreach (var owner in all.Suites.SelectMany(suite => TestAssembly.Owners(suite.Assembly)))
        {
            var parts = owner.Where(entry => entry.Kind != Kind.Static && part.ContainsKey(entry.Row)).Select(entry => part[entry.Row]).Distinct();
            parts.Should().HaveCountLessThanOrEqualTo(1, owner.Key);
        }
    }

    [Test]
    public void The_whole_suite_that_observes_one_stack_must_have_one_owner()
    {
        Suite.Built(Names).Where(suite => suite.Name == "e2e").SelectMany(suite => TestAssembly.Owners(suite.Assembly)).Should().ContainSingle();
    }

    [TestCase("0/3")]
    [TestCase("4/3")]
    [TestCase("1")]
    [TestCase("1/0")]
    [TestCase("a/b")]
    public void What_is_no_part_must_be_refused_with_the_remedy(string text)
    {
        FluentActions.Invoking(() => Shard.Parse(text)).Should().Throw<WrongUse>().WithMessage("*write --shard 2/3*");
    }

    [Test]
    public void More_parts_than_groups_must_be_refused()
    {
        FluentActions.Invoking(() => new Shard(1, 900).Of(Everything)).Should().Throw<WrongUse>().WithMessage("*only * groups*");
    }

    private static List<List<string>> Parts(Selection all, int parts) => [.. Enumerable.Range(1, parts).Select(part => Rows(new Shard(part, parts).Of(all)))];

    private static List<string> Rows(Selection selection) => [.. selection.Wanted.Keys.Select(row => row.Id).Order(StringComparer.Ordinal)];
}
