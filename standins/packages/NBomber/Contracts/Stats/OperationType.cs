namespace NBomber.Contracts.Stats;

/// <summary>What a run is doing.</summary>
public enum OperationType
{
    /// <summary>Nothing yet.</summary>
    None = 0,

    /// <summary>Init of the scenarios.</summary>
    Init = 1,

    /// <summary>Load that is not measured.</summary>
    WarmUp = 2,

    /// <summary>Load that is measured.</summary>
    Bombing = 3,

    /// <summary>Clean of the scenarios.</summary>
    Stop = 4,

    /// <summary>It is over.</summary>
    Complete = 5,

    /// <summary>It is over and failed.</summary>
    Error = 6,
}
