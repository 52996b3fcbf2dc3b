namespace NBomber.Contracts;

/// <summary>A scenario as one of its iterations sees it.</summary>
public sealed record ScenarioInfo
{
    /// <summary>Identity of the virtual user, unique within the run.</summary>
    public required string InstanceId { get; init; }

    /// <summary>Number of the virtual user, from 0; with injected load every arrival is a new one.</summary>
    public required int InstanceNumber { get; init; }

    /// <summary>Name of the scenario.</summary>
    public required string ScenarioName { get; init; }

    /// <summary>Planned length of the phase.</summary>
    public required TimeSpan ScenarioDuration { get; init; }

    /// <summary>The phase.</summary>
    public required ScenarioOperation ScenarioOperation { get; init; }
}
