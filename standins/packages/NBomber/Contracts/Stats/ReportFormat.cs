namespace NBomber.Contracts.Stats;

/// <summary>Kinds of report files.</summary>
public enum ReportFormat
{
    /// <summary>Plain text.</summary>
    Txt = 0,

    /// <summary>One page without scripts.</summary>
    Html = 1,

    /// <summary>A line for each scenario and step.</summary>
    Csv = 2,

    /// <summary>Markdown.</summary>
    Md = 3,
}
