using NBomber.Contracts.Stats;
using Serilog;

namespace NBomber.Contracts;

/// <summary>What an iteration knows about itself and its run.</summary>
public interface IScenarioContext
{
    /// <summary>The run.</summary>
    TestInfo TestInfo { get; }

    /// <summary>The scenario and the phase that this iteration belongs to.</summary>
    ScenarioInfo ScenarioInfo { get; }

    /// <summary>The machine and what the run is doing.</summary>
    NodeInfo NodeInfo { get; }

    /// <summary>Writes to the run's log file.</summary>
    ILogger Logger { get; }

    /// <summary>Number of this iteration within the scenario's phase, from 1, whichever virtual user runs it.</summary>
    long InvocationNumber { get; }

    /// <summary>Random numbers; safe to use from several threads.</summary>
    Random Random { get; }

    /// <summary>Values that the steps of this iteration hand on to each other.</summary>
    Dictionary<string, object> Data { get; }

    /// <summary>Values that the iterations of this virtual user hand on to each other.</summary>
    Dictionary<string, object> ScenarioInstanceData { get; }

    /// <summary>Cancelled when the run stops waiting for iterations that have not ended.</summary>
    CancellationToken ScenarioCancellationToken { get; }

    /// <summary>Time since the scenario's phase began.</summary>
    TimeSpan GetScenarioTimerTime();

    /// <summary>Ends one scenario early; its iterations under way are waited for.</summary>
    /// <param name="scenarioName">Nothing happens where no scenario has that name.</param>
    /// <param name="reason">Printed to standard error.</param>
    void StopScenario(string scenarioName, string reason);

    /// <summary>Ends the whole run early; iterations under way are waited for.</summary>
    /// <param name="reason">Printed to standard error.</param>
    void StopCurrentTest(string reason);
}
