using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Support.Rules;
using Archiv.Tests.Tools;
using Archiv.Tests.Tools.Mutants;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Tools;

[Parallelizable(ParallelScope.All)]
public sealed class MutantShapeTests
{
    private static IEnumerable<string> Ids => Mutant.All().Select(mutant => Path.GetFileName(mutant.Directory));

    private static IEnumerable<string> WaitsForTheModel => Mutant.All().Where(mutant => mutant.Rows.Contains("A1.2")).Select(mutant => mutant.Id);

    private static IEnumerable<TestCaseData> Observations =>
        Catalogue.Rows.Where(row => row.Active).SelectMany(row => row.Kinds.Select(kind => new TestCaseData(row.Id, kind)));

    [TestCaseSource(nameof(Observations))]
    public void Each_kind_of_observation_of_an_active_row_must_have_a_mutant_that_it_alone_can_kill(string row, Kind kind)
    {
        var alone = Catalogue.Row(row).Kinds.Count == 1 || kind == Kind.Static;

        // A static verdict spares the stack, so that a live one is proven only where a mutant demands it.
        Mutant.All().Any(mutant => mutant.Demands.Contains((row, kind)) || (alone && mutant.Rows.Contains(row))).Should().BeTrue($"{row} needs a mutant for {kind}");
    }

    [TestCaseSource(nameof(Ids))]
    public void A_mutant_must_say_who_it_is_how_it_comes_about_and_what_it_breaks(string id)
    {
        var mutant = Mutant.All().Single(candidate => candidate.Id == id);

        mutant.Story.Should().MatchRegex(@"^.{40,}\.$", "the story is a sentence");
        mutant.Breaks.Should().NotBeEmpty().And.OnlyContain(entry => Catalogue.Rows.Any(known => known.Active && known.Id == entry.Split('/', 2)[0]));
        mutant.Demands.Should().NotContain(demand => !Catalogue.Row(demand.Row).Kinds.Contains(demand.Kind));
        (mutant.MayBreak ?? new Dictionary<string, string>()).Should().NotContain(other => mutant.Rows.Contains(other.Key) || other.Value.Length < 10, "a reason is a reason");
        (mutant.Overlay is not null || mutant.Settings is not null || mutant.Patches.Count > 0).Should().BeTrue("it must change something");
    }

    [TestCaseSource(nameof(Ids))]
    public void A_mutant_must_still_fit_the_stack(string id)
    {
        var directory = Directory.CreateDirectory(Path.Combine(TestContext.CurrentContext.WorkDirectory, $"mutant-{Guid.NewGuid():n}")).FullName;
        try
        {
            var mutant = Mutant.All().Single(candidate => candidate.Id == id);
            var profile = MutatedStack.Make(mutant, "standin", directory);

            var resolve = () => ComposeCli.Resolve(profile.Artefact, profile.Settings);

            if (!mutant.Rows.Contains("A1.6"))
            {
                resolve.Should().NotThrow();
                var broken = StaticRows.Judge(profile).Where(verdict => verdict.Outcome == Outcome.Broken).ToList();
                broken.Select(verdict => verdict.Row)
                    .Should().BeSubsetOf(mutant.Rows.Concat(mutant.MayBreak?.Keys ?? []), "a row that turns red beside the point needs a reason");
                ByTheFileAlone(mutant).Should().BeSubsetOf(broken.Select(verdict => verdict.Row), "no stack is needed to see it");
                broken.Where(verdict => verdict is not { Expected.Length: > 0, Seen.Length: > 0, Container.Length: > 0 })
                    .Should().BeEmpty("a red line explains itself");
            }
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [TestCaseSource(nameof(WaitsForTheModel))]
    public void A_mutant_that_ties_a_service_to_the_model_server_must_say_that_its_absence_breaks_more(string id)
    {
        var mutant = Mutant.All().Single(candidate => candidate.Id == id);

        mutant.Rows.Concat(mutant.MayBreak?.Keys ?? []).Should().Contain(["A1.3", "A2.5"]);
    }

    [Test]
    public void A_patch_must_apply_below_a_checkout_and_be_refused_when_it_no_longer_fits()
    {
        var folder = Directory.CreateDirectory(Path.Combine(TestContext.CurrentContext.WorkDirectory, $"patch-{Guid.NewGuid():n}", "stack")).FullName;
        try
        {
            var patch = Path.Combine(folder, "change.patch");
            File.WriteAllText(Path.Combine(folder, "file"), "one\ntwo\n");
            File.WriteAllText(patch, "--- a/file\n+++ b/file\n@@ -1,2 +1,2 @@\n one\n-two\n+three\n");

            MutatedStack.Apply(patch, folder);

            File.ReadAllText(Path.Combine(folder, "file")).Should().Be("one\nthree\n");
            FluentActions.Invoking(() => MutatedStack.Apply(patch, folder)).Should().Throw<WrongUse>().WithMessage("*change.patch does not apply*");
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
        }
    }

    // Rows that only a file can break, and those that are named both with a kind and without: these have a static half that must see it too.
    private static IEnumerable<string> ByTheFileAlone(Mutant mutant) => mutant.Breaks.Where(entry =>
        !entry.Contains('/', StringComparison.Ordinal)
        && (Catalogue.Row(entry).Kinds.All(kind => kind == Kind.Static) || mutant.Demands.Any(demand => demand.Row == entry)));
}
