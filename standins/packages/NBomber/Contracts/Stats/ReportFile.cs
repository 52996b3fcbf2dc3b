namespace NBomber.Contracts.Stats;

/// <summary>A report file that was written.</summary>
public sealed record ReportFile
{
    /// <summary>Where.</summary>
    public required string FilePath { get; set; }

    /// <summary>What kind.</summary>
    public required ReportFormat ReportFormat { get; set; }

    /// <summary>Its text.</summary>
    public required string ReportContent { get; set; }
}
