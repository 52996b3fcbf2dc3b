using Archiv.Tests.Support.Evidence;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Archiv.Tests.Support.Guarantees;

/// <summary>
/// Ties a test to a row of the catalogue: sets the property <c>Guarantee</c> and the category <c>id</c> for filters,
/// and leaves the test's verdict with its evidence when it ends.
/// Passed is held, an assertion that failed is broken, everything that kept the row from being judged (<see cref="Unjudged"/>, Inconclusive) is unknown.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class GuaranteeAttribute(string id, Kind kind) : NUnitAttribute, IApplyToTest, ITestAction
{
    /// <summary>Name of the test property that lists its rows.</summary>
    internal const string Property = "Guarantee";

    /// <summary>Name of the test property that lists what it judges, as <c>A5.3/Fault</c>.</summary>
    internal const string Judges = "Judges";

    /// <summary>Id of the row.</summary>
    public string Id { get; } = Catalogue.Row(id).Id;

    /// <summary>The kind of observation that the test makes.</summary>
    public Kind Kind { get; } = kind;

    /// <summary>Category of the tests that <c>verify --attach</c> leaves out.</summary>
    public const string OwnStackCategory = "OwnStack";

    /// <summary>
    /// Why the test needs a stack of its own, as the end of „the test …“: what it does to the stack that one of somebody else's must not suffer.
    /// Null where the test only reads, so that <c>verify --attach</c> judges with it.
    /// </summary>
    public string? OwnStack { get; init; }

    /// <inheritdoc />
    public ActionTargets Targets => ActionTargets.Test;

    /// <inheritdoc />
    public void ApplyToTest(Test test)
    {
        ArgumentNullException.ThrowIfNull(test);
        test.Properties.Add(Property, Id);
        test.Properties.Add(Judges, $"{Id}/{Kind}");
        test.Properties.Add(PropertyNames.Category, Id);
        test.Properties.Add(PropertyNames.Category, Kind.ToString());
        if (OwnStack is not null)
        {
            test.Properties.Add(PropertyNames.Category, OwnStackCategory);
        }
    }

    /// <inheritdoc />
    public void BeforeTest(ITest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        Judgement.Note.StartedAt = TimeProvider.System.GetUtcNow();
        Run.Current.Say("row-start", Id, test.Name);
    }

    /// <inheritdoc />
    public void AfterTest(ITest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        var judgement = Judgement.Of(TestContext.CurrentContext);
        var seconds = (TimeProvider.System.GetUtcNow() - judgement.StartedAt).TotalSeconds;
        var verdict = judgement.Verdict(Id, Kind, test.Name, seconds);
        Run.Current.Leave(verdict);
        Run.Current.Say("row-end", Id, $"{verdict.Outcome.ToString().ToLowerInvariant()} in {verdict.Seconds:0.0} s: {verdict.Reason}");
    }

    /// <summary>Values of a property of a test; those of its parents count too, since cases of one method share its attributes.</summary>
    internal static IEnumerable<string> Of(ITest test, string property)
    {
        List<string> values = [];
        for (ITest? at = test; at is not null; at = at.Parent)
        {
            values.AddRange((at.Properties[property] ?? Array.Empty<object>()).Cast<string>());
        }

        return values.Distinct();
    }
}
