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
    private const string StartedAt = nameof(StartedAt);

    /// <summary>Id of the row.</summary>
    public string Id { get; } = Catalogue.Row(id).Id;

    /// <summary>The kind of observation that the test makes.</summary>
    public Kind Kind { get; } = kind;

    /// <inheritdoc />
    public ActionTargets Targets => ActionTargets.Test;

    /// <inheritdoc />
    public void ApplyToTest(Test test)
    {
        ArgumentNullException.ThrowIfNull(test);
        test.Properties.Add("Guarantee", Id);
        test.Properties.Add(PropertyNames.Category, Id);
        test.Properties.Add(PropertyNames.Category, Kind.ToString());
    }

    /// <inheritdoc />
    public void BeforeTest(ITest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        test.Properties.Set(StartedAt, TimeProvider.System.GetUtcNow());
        Run.Current.Say("row-start", Id, test.Name);
    }

    /// <inheritdoc />
    public void AfterTest(ITest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        var started = (DateTimeOffset)test.Properties.Get(StartedAt)!;
        var seconds = (TimeProvider.System.GetUtcNow() - started).TotalSeconds;
        var verdict = Judgement.Of(TestContext.CurrentContext).Verdict(Id, Kind, test.Name, started, seconds);
        Run.Current.Leave(verdict);
        Run.Current.Say("row-end", Id, $"{verdict.Outcome.ToString().ToLowerInvariant()} in {verdict.Seconds:0.0} s: {verdict.Reason}");
    }
}
