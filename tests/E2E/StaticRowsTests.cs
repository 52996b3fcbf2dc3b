using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Profiles;
using Archiv.Tests.Support.Rules;

namespace Archiv.Tests.E2E;

/// <summary>The static rows for IDE and dotnet test; verify judges the same rules itself before anything starts.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class StaticRowsTests
{
    private static readonly Lazy<ComposeModel> Model = new(() => ComposeCli.Resolve(Profile.Current.Artefact, Profile.Current.Settings));

    private static IEnumerable<TestCaseData> Rows() => StaticRows.All.Select(row =>
        new TestCaseData(row).SetName($"{row.Id}: {Catalogue.Row(row.Id).Promise}").SetCategory(row.Id).SetCategory(nameof(Kind.Static)));

    [TestCaseSource(nameof(Rows))]
    public void The_production_file_must_keep(StaticRow row)
    {
        var findings = row.Judge(Model.Value, Profile.Current).ToList();

        findings.Should().NotBeEmpty();
        findings.Should().AllSatisfy(finding => finding.Holds.Should().BeTrue($"expected {finding.Expected}, but {finding.Seen}"));
    }
}
