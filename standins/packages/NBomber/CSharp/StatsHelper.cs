using NBomber.Contracts.Stats;

namespace NBomber.CSharp;

/// <summary>Statistics by name. <c>Get</c> throws <see cref="KeyNotFoundException"/>, <c>Find</c> answers null where there are none.</summary>
public static class StatsHelper
{
    /// <summary>The scenario of that name.</summary>
    public static ScenarioStats Get(this ScenarioStats[] stats, string scenarioName) => stats.Find(scenarioName) ?? throw Missing(scenarioName);

    /// <summary>The scenario of that name, or null.</summary>
    public static ScenarioStats? Find(this ScenarioStats[] stats, string scenarioName) => Array.Find(stats, s => s.ScenarioName == scenarioName);

    /// <summary>Whether there is a scenario of that name.</summary>
    public static bool Exists(this ScenarioStats[] stats, string scenarioName) => stats.Find(scenarioName) is not null;

    /// <summary>The step of that name.</summary>
    public static StepStats Get(this StepStats[] stats, string stepName) => stats.Find(stepName) ?? throw Missing(stepName);

    /// <summary>The step of that name, or null.</summary>
    public static StepStats? Find(this StepStats[] stats, string stepName) => Array.Find(stats, s => s.StepName == stepName);

    /// <summary>Whether a step of that name ran.</summary>
    public static bool Exists(this StepStats[] stats, string stepName) => stats.Find(stepName) is not null;

    /// <summary>The status code.</summary>
    public static StatusCodeStats Get(this StatusCodeStats[] stats, string statusCode) => stats.Find(statusCode) ?? throw Missing(statusCode);

    /// <summary>The status code, or null.</summary>
    public static StatusCodeStats? Find(this StatusCodeStats[] stats, string statusCode) => Array.Find(stats, s => s.StatusCode == statusCode);

    /// <summary>Whether the status code was given.</summary>
    public static bool Exists(this StatusCodeStats[] stats, string statusCode) => stats.Find(statusCode) is not null;

    private static KeyNotFoundException Missing(string name) => new($"no statistics for '{name}'");
}
