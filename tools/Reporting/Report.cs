using System.Text.Json.Serialization;
using Archiv.Tests.Support.Evidence;

namespace Archiv.Tests.Tools.Reporting;

/// <summary>What a run found: <c>report.json</c> as docs/report.schema.json describes it.</summary>
/// <param name="Version">Version of the schema.</param>
/// <param name="Run">Where, when and with what it ran.</param>
/// <param name="Counts">Rows by status.</param>
/// <param name="Rows">The rows, in the order of the catalogue.</param>
internal sealed record Report(string Version, RunHead Run, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<RowResult> Rows)
{
    /// <summary>Version of docs/report.schema.json that this program writes.</summary>
    public const string SchemaVersion = "1.4";

    /// <summary>The verdict on the whole: held, broken or unknown.</summary>
    public string Verdict => Decision.Of(this).Word;

    /// <summary>What keeps a merged report from being whole; empty else.</summary>
    public IReadOnlyList<string> Open { get; init; } = [];

    /// <summary>What happened when; null where nothing was recorded.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Timeline? Timeline { get; init; }

    /// <summary>Answer times; null where nothing was asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LatencySeries>? Latency { get; init; }

    /// <summary>Memory of services over the run; null where nothing was sampled.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<MemorySeries>? Memory { get; init; }

    /// <summary>The kill matrix that lay beside the run; null where there was none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public KillSummary? Mutants { get; init; }

    /// <summary>What is different from an earlier report; null where none was given.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Comparison? Comparison { get; init; }

    /// <summary>Builds the report of a run.</summary>
    public static Report Of(RunHead head, IReadOnlyList<RowResult> rows) => new(
        SchemaVersion,
        head,
        Enum.GetValues<RowStatus>().ToDictionary(ReportJson.Name, status => rows.Count(row => row.Status == status)),
        rows);

    /// <summary>How many rows have that status.</summary>
    public int Count(RowStatus status) => Rows.Count(row => row.Status == status);

    /// <summary>The exit code that the rows ask for: one that says "held" only where a row was seen to hold.</summary>
    /// <param name="strict">Counts not applicable as unknown.</param>
    public int ExitCodeFor(bool strict) =>
        Run.Interrupted ? ExitCode.Interrupted
        : Count(RowStatus.Broken) > 0 ? ExitCode.Broken
        : Count(RowStatus.Unknown) > 0 || Open.Count > 0 || (strict && Count(RowStatus.NotApplicable) > 0) || Count(RowStatus.Held) == 0 ? ExitCode.Unknown
        : ExitCode.Held;
}
