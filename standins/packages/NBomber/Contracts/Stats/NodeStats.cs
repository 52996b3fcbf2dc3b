namespace NBomber.Contracts.Stats;

/// <summary>Outcome of a run. Counts are iterations of scenarios; steps are counted with their scenario.</summary>
public sealed record NodeStats
{
    /// <summary>One for each scenario, in the order of registration.</summary>
    public required ScenarioStats[] ScenarioStats { get; set; }

    /// <summary>One for each threshold, in the order of registration. A threshold that failed does not make the run throw.</summary>
    public required ThresholdResult[] Thresholds { get; set; }

    /// <summary>The machine.</summary>
    public required NodeInfo NodeInfo { get; set; }

    /// <summary>The run.</summary>
    public required TestInfo TestInfo { get; set; }

    /// <summary>Iterations, whatever came of them.</summary>
    public required int AllRequestCount { get; set; }

    /// <summary>Iterations that succeeded.</summary>
    public required int AllOkCount { get; set; }

    /// <summary>Iterations that failed.</summary>
    public required int AllFailCount { get; set; }

    /// <summary>Bytes of all responses.</summary>
    public required long AllBytes { get; set; }

    /// <summary>The longest of the scenarios.</summary>
    public required TimeSpan Duration { get; set; }

    /// <summary>The report files; none after <c>WithoutReports</c>.</summary>
    public required ReportFile[] ReportFiles { get; set; }
}
