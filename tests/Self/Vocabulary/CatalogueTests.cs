using System.Reflection;
using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Support.Rules;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Vocabulary;

/// <summary>A row without a test is a defect, and so is a test without a row.</summary>
[TestFixture]
public sealed class CatalogueTests
{
    private static readonly List<MethodInfo> Tests =
    [
        .. new[] { typeof(E2E.DeployedStack).Assembly, typeof(Chaos.Scenario).Assembly, typeof(Load.LoadedStack).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttributes<NUnitAttribute>().Any(attribute => attribute is TestAttribute or TestCaseAttribute or TestCaseSourceAttribute)),
    ];

    private static IEnumerable<TestCaseData> ActiveKinds() =>
        from row in Catalogue.Rows
        where row.Active
        from kind in row.Kinds
        select new TestCaseData(row.Id, kind).SetName($"{row.Id} must have a test of kind {kind}");

    [TestCaseSource(nameof(ActiveKinds))]
    public void An_active_row_must_have_a_test_of_each_kind(string row, Kind kind)
    {
        var judged = kind == Kind.Static
            ? StaticRows.All.Any(rule => rule.Id == row)
            : Tests.SelectMany(test => test.GetCustomAttributes<GuaranteeAttribute>()).Any(tie => tie.Id == row && tie.Kind == kind);

        judged.Should().BeTrue();
    }

    [Test]
    public void Every_test_of_the_suites_must_belong_to_a_row() =>
        Tests.Where(test => !test.GetCustomAttributes<GuaranteeAttribute>().Any() && test.GetParameters().All(parameter => parameter.ParameterType != typeof(StaticRow))).Select(test => test.Name).Should().BeEmpty();

    [Test]
    public void No_planned_row_may_have_a_test() =>
        Tests.SelectMany(test => test.GetCustomAttributes<GuaranteeAttribute>())
            .Where(tie => !Catalogue.Row(tie.Id).Active || !Catalogue.Row(tie.Id).Kinds.Contains(tie.Kind))
            .Select(tie => $"{tie.Id} {tie.Kind}").Should().BeEmpty();

    [Test]
    public void Ids_must_be_unique() => Catalogue.Rows.Select(row => row.Id).Should().OnlyHaveUniqueItems();

    [Test]
    public void An_unknown_id_must_name_the_known_ones() =>
        FluentActions.Invoking(() => Catalogue.Row("A9.9")).Should().Throw<ArgumentException>().WithMessage("*A5.1*");
}
