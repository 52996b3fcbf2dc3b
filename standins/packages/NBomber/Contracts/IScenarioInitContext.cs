using NBomber.Contracts.Stats;

namespace NBomber.Contracts;

/// <summary>What a scenario's init and clean know about the run.</summary>
public interface IScenarioInitContext
{
    /// <summary>The run.</summary>
    TestInfo TestInfo { get; }

    /// <summary>The scenario.</summary>
    ScenarioInfo ScenarioInfo { get; }
}
