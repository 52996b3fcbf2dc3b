using System.Text.Json.Serialization;

namespace Archiv.Tests.Support.Evidence;

/// <summary>One request of a suite to a stack: a line under <c>requests/</c> of the run, for timeline and latencies.</summary>
/// <param name="At">When it was sent (UTC).</param>
/// <param name="Project">The Compose project of the stack; empty where it is not known.</param>
/// <param name="What"><c>search</c>, <c>keyword</c>, <c>write</c> or <c>health</c>.</param>
/// <param name="Status">Status code, 0 where no answer came.</param>
/// <param name="Milliseconds">Until the last byte came or the caller gave up.</param>
/// <param name="HungUp">True where the caller gave up.</param>
public sealed record RequestSeen(DateTimeOffset At, string Project, string What, int Status, double Milliseconds, bool HungUp = false)
{
    /// <summary>Seconds within which a search ends (ADR-034 §5).</summary>
    public const double Promise = 60;

    /// <summary>True for what is neither a result nor a refusal with 503, unless the caller left early.</summary>
    [JsonIgnore]
    public bool Failed => Status is not ((>= 200 and < 300) or 503) && !Impatient;

    /// <summary>True where the caller of a search gave up before anything was due: that is no failure of the stack. Nothing else may take so long.</summary>
    [JsonIgnore]
    public bool Impatient => HungUp && What == "search" && Milliseconds < Promise * 1000;
}
