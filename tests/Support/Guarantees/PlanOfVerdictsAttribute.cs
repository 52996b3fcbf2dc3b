using Archiv.Tests.Support.Evidence;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Archiv.Tests.Support.Guarantees;

/// <summary>
/// On a suite's assembly: notes before the first test which verdicts its tests owe.
/// A test host that dies between two cases of a row must not leave the row held by the first.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class PlanOfVerdictsAttribute : Attribute, ITestAction
{
    /// <inheritdoc />
    public ActionTargets Targets => ActionTargets.Suite;

    /// <inheritdoc />
    public void BeforeTest(ITest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        Run.Current.Plan(Cases(test).SelectMany(Owed));
    }

    /// <inheritdoc />
    public void AfterTest(ITest test)
    {
    }

    private static IEnumerable<ITest> Cases(ITest test) => test.IsSuite ? test.Tests.SelectMany(Cases) : [test];

    // The tree holds every test of the assembly, also those that this run's filter leaves out.
    private static IEnumerable<PlannedVerdict> Owed(ITest test) => LeftOut(test) ? [] : GuaranteeAttribute.Of(test, GuaranteeAttribute.Judges)
        .Select(judges => judges.Split('/'))
        .Select(parts => new PlannedVerdict(parts[0], Enum.Parse<Kind>(parts[1]), test.Name));

    private static bool LeftOut(ITest test) => Environment.GetEnvironmentVariable("ARCHIV_READS") == "1"
        && GuaranteeAttribute.Of(test, PropertyNames.Category).Contains(GuaranteeAttribute.OwnStackCategory);
}
