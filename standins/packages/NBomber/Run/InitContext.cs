using NBomber.Contracts;
using NBomber.Contracts.Stats;
using Serilog;

namespace NBomber.Run;

internal sealed record InitContext(TestInfo TestInfo, ScenarioInfo ScenarioInfo, NodeInfo NodeInfo, ScenarioPartition ScenarioPartition, ILogger Logger)
    : IScenarioInitContext;
