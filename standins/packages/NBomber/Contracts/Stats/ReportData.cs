namespace NBomber.Contracts.Stats;

/// <summary>What reports are made of.</summary>
public sealed record ReportData
{
    private ReportData(ScenarioStats[] scenarioStats) => ScenarioStats = scenarioStats;

    /// <summary>One for each scenario.</summary>
    public ScenarioStats[] ScenarioStats { get; }

    /// <summary>Reports about these scenarios.</summary>
    public static ReportData Create(ScenarioStats[] scenarioStats) => new(scenarioStats);
}
