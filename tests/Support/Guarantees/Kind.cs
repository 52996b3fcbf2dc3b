namespace Archiv.Tests.Support.Guarantees;

/// <summary>How a promise is observed (guarantees.md).</summary>
public enum Kind
{
    /// <summary>Read from the resolved compose model; no container.</summary>
    Static,

    /// <summary>Observed on the running stack.</summary>
    Live,

    /// <summary>Something is broken on purpose and healed again.</summary>
    Fault,

    /// <summary>Under traffic of the load runner.</summary>
    Load,
}
