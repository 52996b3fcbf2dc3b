using NBomber.Contracts.Stats;

namespace NBomber.Contracts;

/// <summary>What an iteration knows about itself and its run.</summary>
public interface IScenarioContext
{
    /// <summary>The run.</summary>
    TestInfo TestInfo { get; }

    /// <summary>The scenario and the phase that this iteration belongs to.</summary>
    ScenarioInfo ScenarioInfo { get; }

    /// <summary>Number of this iteration within the scenario's phase, from 1.</summary>
    long InvocationNumber { get; }

    /// <summary>Random numbers; safe to use from several threads.</summary>
    Random Random { get; }

    /// <summary>Values that the steps of this iteration hand on to each other.</summary>
    Dictionary<string, object> Data { get; }

    /// <summary>Cancelled when the run stops waiting for iterations that have not ended.</summary>
    CancellationToken ScenarioCancellationToken { get; }

    /// <summary>Ends the whole run early; iterations under way are waited for.</summary>
    /// <param name="reason">Printed to standard error.</param>
    void StopCurrentTest(string reason);
}
