namespace Archiv.Tests.Tools.Reporting;

/// <summary>What the report says of a row.</summary>
internal enum RowStatus
{
    /// <summary>Every kind of observation saw the promise hold.</summary>
    Held,

    /// <summary>At least one observation saw it broken.</summary>
    Broken,

    /// <summary>Not broken, and at least one observation is missing or came to no result.</summary>
    Unknown,

    /// <summary>It does not hold, and the team has said so with a reason and a date; outside the exit code.</summary>
    Waived,

    /// <summary>Its tests do not exist yet; outside the exit code.</summary>
    Planned,

    /// <summary>This host lacks what the row needs.</summary>
    NotApplicable,
}
