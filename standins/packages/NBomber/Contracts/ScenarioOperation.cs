namespace NBomber.Contracts;

/// <summary>Phases of a scenario.</summary>
public enum ScenarioOperation
{
    /// <summary>Before the load.</summary>
    Init = 0,

    /// <summary>After the load.</summary>
    Clean = 1,

    /// <summary>Load that is not measured.</summary>
    WarmUp = 2,

    /// <summary>Load that is measured.</summary>
    Bombing = 3,
}
