using System.Linq.Expressions;
using NBomber.Contracts.Stats;

namespace NBomber.Contracts;

/// <summary>
/// A condition on the statistics so far of a scenario, or of one of its steps. It is checked at each reporting interval and once more at the end.
/// </summary>
public sealed class Threshold
{
    private Threshold(string stepName, int? abortWhenErrorCount, TimeSpan? startCheckAfter) =>
        (StepName, AbortWhenErrorCount, StartCheckAfter) = (stepName, abortWhenErrorCount, startCheckAfter);

    /// <summary>The step; empty where the threshold is about the scenario.</summary>
    public string StepName { get; }

    /// <summary>The condition on a step, or null.</summary>
    public Expression<Func<StepStats, bool>>? CheckStep { get; private init; }

    /// <summary>The condition on the scenario, or null.</summary>
    public Expression<Func<ScenarioStats, bool>>? CheckScenario { get; private init; }

    /// <summary>So many failed checks end the run early; null: none does.</summary>
    public int? AbortWhenErrorCount { get; }

    /// <summary>Checks begin so long after the load did; null: with the first interval.</summary>
    public TimeSpan? StartCheckAfter { get; }

    /// <summary>A condition on the scenario.</summary>
    /// <param name="checkScenario">Holds when true; an exception counts as false.</param>
    /// <param name="abortWhenErrorCount">So many failed checks end the run early.</param>
    /// <param name="startCheckAfter">Checks begin so long after the load did.</param>
    public static Threshold Create(Expression<Func<ScenarioStats, bool>> checkScenario, int? abortWhenErrorCount = null, TimeSpan? startCheckAfter = null) =>
        new("", abortWhenErrorCount, startCheckAfter) { CheckScenario = checkScenario };

    /// <summary>A condition on a step.</summary>
    /// <param name="stepName">Not checked before the step has run; a step that never ran fails at the end.</param>
    /// <param name="checkStep">Holds when true; an exception counts as false.</param>
    /// <param name="abortWhenErrorCount">So many failed checks end the run early.</param>
    /// <param name="startCheckAfter">Checks begin so long after the load did.</param>
    public static Threshold Create(string stepName, Expression<Func<StepStats, bool>> checkStep, int? abortWhenErrorCount = null, TimeSpan? startCheckAfter = null) =>
        new(stepName, abortWhenErrorCount, startCheckAfter) { CheckStep = checkStep };
}
