using NBomber.Contracts;
using NBomber.Contracts.Stats;

namespace NBomber.Run;

/// <summary>One run: init of all scenarios, warm-up, load, clean.</summary>
internal sealed class Session(NBomberContext context)
{
    public ManualResetEventSlim Stopped { get; } = new();

    public TimeSpan CompletionTimeout => context.CompletionTimeout;

    public TestInfo Test { get; } = new()
    {
        SessionId = Guid.NewGuid().ToString("N"),
        TestSuite = context.TestSuite,
        TestName = context.TestName,
        Created = TimeProvider.System.GetUtcNow().UtcDateTime,
    };

    public async Task<NodeStats> RunAsync()
    {
        var begun = new List<ScenarioProps>();
        try
        {
            foreach (var scenario in context.Scenarios)
            {
                begun.Add(scenario);
                await (scenario.Init?.Invoke(new InitContext(Test, Info(scenario, ScenarioOperation.Init))) ?? Task.CompletedTask);
            }

            await Task.WhenAll(context.Scenarios.Where(s => s.WarmUp > TimeSpan.Zero).Select(s => RunAsync(s, ScenarioOperation.WarmUp, WarmUp(s))));
            return Stats(await Task.WhenAll(context.Scenarios.Select(s => RunAsync(s, ScenarioOperation.Bombing, s.Simulations))));
        }
        finally
        {
            foreach (var scenario in begun)
            {
                await CleanAsync(scenario);
            }
        }
    }

    public void StopTest(string reason)
    {
        if (!Stopped.IsSet)
        {
            Stopped.Set();
            Console.Error.WriteLine($"nbomber: stopping early: {reason}");
        }
    }

    public static ScenarioInfo Info(ScenarioProps scenario, ScenarioOperation operation, int instance = 0, TimeSpan? length = null) => new()
    {
        InstanceId = $"{scenario.ScenarioName}_{instance}",
        InstanceNumber = instance,
        ScenarioName = scenario.ScenarioName,
        ScenarioDuration = length ?? Plan.Length(scenario.Simulations),
        ScenarioOperation = operation,
    };

    private static LoadSimulation[] WarmUp(ScenarioProps scenario) =>
        [(scenario.Simulations.FirstOrDefault(s => s is not LoadSimulation.Idle) ?? scenario.Simulations[0]) with { During = scenario.WarmUp }];

    private async Task<ScenarioStats> RunAsync(ScenarioProps scenario, ScenarioOperation operation, IReadOnlyList<LoadSimulation> simulations)
    {
        var load = new Load(scenario, operation, simulations, this);
        var ran = await Task.Factory.StartNew(load.Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return load.Recorder.Stats(scenario.ScenarioName, ran);
    }

    private async Task CleanAsync(ScenarioProps scenario)
    {
        try
        {
            await (scenario.Clean?.Invoke(new InitContext(Test, Info(scenario, ScenarioOperation.Clean))) ?? Task.CompletedTask);
        }
#pragma warning disable CA1031 // The load is over and its result stands.
        catch (Exception e)
#pragma warning restore CA1031
        {
            await Console.Error.WriteLineAsync($"nbomber: clean of scenario '{scenario.ScenarioName}' failed: {e}");
        }
    }

    private NodeStats Stats(ScenarioStats[] scenarios) => new()
    {
        ScenarioStats = scenarios,
        TestInfo = Test,
        AllRequestCount = scenarios.Sum(s => s.AllRequestCount),
        AllOkCount = scenarios.Sum(s => s.AllOkCount),
        AllFailCount = scenarios.Sum(s => s.AllFailCount),
        AllBytes = scenarios.Sum(s => s.AllBytes),
        Duration = scenarios.Max(s => s.Duration),
    };

    private sealed record InitContext(TestInfo TestInfo, ScenarioInfo ScenarioInfo) : IScenarioInitContext;
}
