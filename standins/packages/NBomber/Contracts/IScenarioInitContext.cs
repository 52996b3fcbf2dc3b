using NBomber.Contracts.Stats;
using Serilog;

namespace NBomber.Contracts;

/// <summary>What a scenario's init and clean know about the run.</summary>
public interface IScenarioInitContext
{
    /// <summary>The run.</summary>
    TestInfo TestInfo { get; }

    /// <summary>The scenario.</summary>
    ScenarioInfo ScenarioInfo { get; }

    /// <summary>The machine and what the run is doing.</summary>
    NodeInfo NodeInfo { get; }

    /// <summary>The part of the scenario that runs here.</summary>
    ScenarioPartition ScenarioPartition { get; }

    /// <summary>Writes to the run's log file.</summary>
    ILogger Logger { get; }
}
