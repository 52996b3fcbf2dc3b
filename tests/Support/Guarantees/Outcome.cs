namespace Archiv.Tests.Support.Guarantees;

/// <summary>The three values of a judgement. Unknown is never green.</summary>
public enum Outcome
{
    /// <summary>The promise was observed to hold.</summary>
    Held,

    /// <summary>The promise was observed not to hold.</summary>
    Broken,

    /// <summary>It could not be judged; the reason says why.</summary>
    Unknown,

    /// <summary>This host lacks a property that the row needs (swap, cgroup v2, GPU); <c>--strict</c> counts it as unknown.</summary>
    NotApplicable,
}
