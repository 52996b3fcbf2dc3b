using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Tools;
using Archiv.Tests.Tools.Judging;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Tools;

public sealed class SelectionTests
{
    private static readonly Suite Chaos = new("chaos", "chaos.dll", new HashSet<(string, Kind)> { ("A5.1", Kind.Fault), ("A1.1", Kind.Static) });
    private static readonly Suite E2E = new("e2e", "e2e.dll", new HashSet<(string, Kind)> { ("A6.1", Kind.Live), ("A1.1", Kind.Static) });

    [Test]
    public void Without_options_every_active_row_must_be_judged_in_all_its_kinds()
    {
        var selection = Of([], []);

        selection.Wanted.Keys.Should().Equal(Catalogue.Rows.Where(row => row.Active));
        selection.Wanted[Catalogue.Row("A6.1")].Should().Equal(Kind.Static, Kind.Live);
    }

    [Test]
    public void With_a_suite_a_row_must_be_asked_only_for_what_that_suite_can_see()
    {
        var selection = Of(["chaos"], ["A5.1", "A6.1"]);

        selection.Wanted[Catalogue.Row("A5.1")].Should().Equal(Kind.Fault);
        selection.Wanted[Catalogue.Row("A6.1")].Should().Equal(Kind.Static);
    }

    [Test]
    public void A_row_that_comes_along_must_start_no_suite_of_its_own()
    {
        var selection = Of([], ["A6.1"]) with { Along = ["A6.1"] };

        selection.RowsFor(E2E).Should().BeEmpty();
        (selection with { Along = ["A1.1"] }).RowsFor(E2E).Should().Equal("A6.1");
    }

    [Test]
    public void A_suite_without_a_selected_test_must_have_nothing_to_run()
    {
        var selection = Of([], ["A1.1"]);

        selection.RowsFor(Chaos).Should().BeEmpty("its static test is judged already");
        selection.RowsFor(E2E).Should().BeEmpty();
        Of([], []).RowsFor(Chaos).Should().Equal("A5.1");
    }

    [TestCase("nosuch", "A1.1", "'nosuch' is no suite. Known: e2e, chaos, load")]
    [TestCase("load", "A1.1", "suite load has no tests yet")]
    [TestCase("e2e", "A9.9", "'A9.9' is no row of the catalogue. Known: E1.1 E1.2")]
    [TestCase("e2e", "A5", "'A5' is no row of the catalogue")]
    [TestCase("e2e", "A2.6", "nothing to judge")]
    public void A_name_that_nobody_knows_must_be_refused_with_those_known(string suite, string row, string expected)
    {
        var select = () => Of([suite], [row]);

        select.Should().Throw<WrongUse>().Which.Message.Should().StartWith(expected).And.NotContain("\n").And.NotContain("Parameter");
    }

    [Test]
    public void Attached_to_a_stack_only_what_observes_it_must_be_judged()
    {
        Observing.Suites([], keep: false, "archivtest-1").Should().Equal("e2e");
        Observing.Suites([], keep: true, attach: null).Should().BeEmpty("without --attach all suites run");
        Observing.OnlyObservable(["A6.1", "A1.1", "N1"], [E2E]);

        var breaking = () => Observing.OnlyObservable(["A6.1", "A5.1"], [E2E]);
        breaking.Should().Throw<WrongUse>().WithMessage("A5.1 breaks the stack it judges*leave out --attach");
        Suite writing = new("e2e", "e2e.dll", new HashSet<(string, Kind)> { ("H7", Kind.Live) }, [("A2.7", "runs `up` again"), ("H7", "writes")]);
        Observing.LeftOut([writing]).Should().Equal(("A2.7", "runs `up` again", false), ("H7", "writes", true));
        FluentActions.Invoking(() => Observing.OnlyObservable(["A2.7"], [writing])).Should().Throw<WrongUse>().WithMessage("A2.7 runs `up` again: leave out --attach");
    }

    [Test]
    public void Keep_must_be_refused_where_no_row_observes_a_stack()
    {
        Observing.SomethingToKeep(Of([], ["A6.1"]));

        var nothing = () => Observing.SomethingToKeep(Of([], ["A5.1", "A1.1"]));
        nothing.Should().Throw<WrongUse>().WithMessage("--keep leaves*add one*");
    }

    [Test]
    public void The_rows_of_a_test_assembly_must_be_read_without_loading_it()
    {
        var folder = Path.GetDirectoryName(typeof(SelectionTests).Assembly.Location)!;

        TestAssembly.Tests(Path.Combine(folder, "Archiv.Tests.Chaos.dll")).Should().Contain(("A5.1", Kind.Fault, null)).And.NotContain(test => test.Row == "A6.1" && test.Kind == Kind.Live);
        var observing = TestAssembly.Tests(Path.Combine(folder, "Archiv.Tests.E2E.dll"));
        observing.Should().Contain(("A6.1", Kind.Live, null));
        observing.Where(test => test.Row == "H7").Select(test => test.OwnStack).Should().BeEquivalentTo([null, "writes into each container"]);
    }

    private static Selection Of(string[] suites, string[] rows) =>
        Selection.Of(suites, rows, names => [.. new[] { E2E, Chaos }.Where(suite => names.Contains(suite.Name))]);
}
