namespace NBomber.Contracts;

/// <summary>The part of a scenario that runs here: with one machine the only one.</summary>
public sealed record ScenarioPartition
{
    private ScenarioPartition()
    {
    }

    /// <summary>The only one.</summary>
    public static ScenarioPartition Empty { get; } = new();

    /// <summary>Which one, from 1.</summary>
    public int Number { get; } = 1;

    /// <summary>How many there are.</summary>
    public int Count { get; } = 1;
}
