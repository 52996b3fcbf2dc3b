namespace Archiv.Backend.Settings;

/// <summary>What the time limit of a search covers.</summary>
internal enum DeadlineScope
{
    /// <summary>The whole search.</summary>
    Search,

    /// <summary>Each attempt at the model server by itself, so that retries multiply it.</summary>
    Attempt,

    /// <summary>The silence between two pieces of an answer, so that a dripping one never ends.</summary>
    Read,
}
