using Archiv.Tests.Support.Evidence;
using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Tools.Mutants;
using Archiv.Tests.Tools.Reporting;
using FluentAssertions;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Archiv.Tests.Self.Tools;

/// <summary>What becomes of a broken test on its way into the report: attribute, verdict file, row, fate of the mutant.</summary>
public sealed class RedLineTests
{
    private const string Row = "A2.3";
    private const string Init = "archivtest1-ollama-model-init-1";

    [Test]
    public void A_test_that_notes_what_it_looks_at_must_explain_its_mutant()
    {
        var result = Broken(note => note.Look(Init, "no request to the registry", "3 requests"), Log("ollama-model-init"));

        result.Unsaid.Should().BeEmpty();
        result.Fate.Should().Be(Fate.Killed);
    }

    [Test]
    public void A_test_that_notes_nothing_must_leave_its_mutant_unexplained()
    {
        var result = Broken(_ => { }, Log("ollama-model-init"));

        result.Unsaid.Should().Equal($"{Row} lacks expected", $"{Row} lacks seen", $"{Row} lacks container");
        result.Fate.Should().Be(Fate.Unexplained);
    }

    [Test]
    public void A_broken_row_without_a_log_must_leave_its_mutant_unexplained()
    {
        var result = Broken(note => note.Look(Init, "this", "that"), _ => { });

        result.Unsaid.Should().Equal($"{Row} lacks a link that leads there");
    }

    [Test]
    public void The_link_must_lead_to_the_log_of_the_container_where_it_was_silent_at_that_moment()
    {
        var result = Broken(note => note.Look(Init, "this", "that"), folder =>
        {
            Log("backend")(folder);
            File.WriteAllText(Path.Combine(folder, "ollama.log"), "of the other\n");
            File.WriteAllText(Path.Combine(folder, "ollama-model-init.log"), "what init said before the test\n");
        });

        result.Rows[0].Log.Should().EndWith("ollama-model-init.log");
        result.Unsaid.Should().BeEmpty();
    }

    [Test]
    public void A_log_of_another_day_and_container_must_not_count()
    {
        var result = Broken(note => note.Look(Init, "this", "that"), folder => File.WriteAllText(Path.Combine(folder, Run.MomentLog), "2026-01-01T00:00:00Z backend a line\n"));

        result.Unsaid.Should().Equal($"{Row} lacks a link that leads there");
    }

    private static Action<string> Log(string service) =>
        folder => File.WriteAllText(Path.Combine(folder, Run.MomentLog), $"{TimeProvider.System.GetUtcNow():O} {service,-18} a line\n");

    // As NUnit does it: the attribute before and after the test, whose result is a failed assertion.
    private static MutantResult Broken(Action<Judgement> judge, Action<string> collect)
    {
        var name = $"Broken_{Guid.NewGuid():n}";
        using (new TestExecutionContext.IsolatedContext())
        {
            var context = TestExecutionContext.CurrentContext;
            var attribute = new GuaranteeAttribute(Row, Kind.Fault);
            var test = new TestMethod(new MethodWrapper(typeof(RedLineTests), nameof(A_test_that_notes_nothing_must_leave_its_mutant_unexplained))) { Name = name };
            attribute.ApplyToTest(test);
            (context.CurrentTest, context.CurrentResult) = (test, test.MakeTestResult());
            attribute.BeforeTest(test);
            Judgement.Note.Collect = (folder, _) =>
            {
                collect(folder);
                return Task.CompletedTask;
            };
            judge(Judgement.Note);
            context.CurrentResult.SetResult(ResultState.Failure, "Expected asked to be 0, but found 3.");
            attribute.AfterTest(test);
        }

        var verdicts = Run.Current.Verdicts().Where(verdict => verdict.Test == name).ToList();
        var row = Combine.Row(Catalogue.Row(Row), [Kind.Fault], verdicts, [], _ => "missing");
        return new MutantResult(new Mutant("m", "A story.", [Row], true), [row], verdicts, Run.Current.Directory, 1);
    }
}
