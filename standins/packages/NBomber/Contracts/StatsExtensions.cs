using NBomber.Contracts.Stats;

namespace NBomber.Contracts;

/// <summary>Statistics by name. <c>Get</c> throws <see cref="KeyNotFoundException"/>, <c>Find</c> answers null where there are none.</summary>
public static class StatsExtensions
{
    /// <summary>The scenario of that name.</summary>
    public static ScenarioStats Get(this ScenarioStats[] scenarioStats, string name) => scenarioStats.Find(name) ?? throw Missing(name);

    /// <summary>The scenario of that name, or null.</summary>
    public static ScenarioStats? Find(this ScenarioStats[] scenarioStats, string name) => Array.Find(scenarioStats, s => s.ScenarioName == name);

    /// <summary>Whether there is a scenario of that name.</summary>
    public static bool Exists(this ScenarioStats[] scenarioStats, string name) => scenarioStats.Find(name) is not null;

    /// <summary>The step of that name.</summary>
    public static StepStats Get(this StepStats[] stepStats, string name) => stepStats.Find(name) ?? throw Missing(name);

    /// <summary>The step of that name, or null.</summary>
    public static StepStats? Find(this StepStats[] stepStats, string name) => Array.Find(stepStats, s => s.StepName == name);

    /// <summary>Whether a step of that name ran.</summary>
    public static bool Exists(this StepStats[] stepStats, string name) => stepStats.Find(name) is not null;

    /// <summary>The status code.</summary>
    public static StatusCodeStats Get(this StatusCodeStats[] statusCodes, string statusCode) => statusCodes.Find(statusCode) ?? throw Missing(statusCode);

    /// <summary>The status code, or null.</summary>
    public static StatusCodeStats? Find(this StatusCodeStats[] statusCodes, string statusCode) => Array.Find(statusCodes, s => s.StatusCode == statusCode);

    /// <summary>Whether the status code was given.</summary>
    public static bool Exists(this StatusCodeStats[] statusCodes, string statusCode) => statusCodes.Find(statusCode) is not null;

    private static KeyNotFoundException Missing(string name) => new($"no statistics for '{name}'");
}
