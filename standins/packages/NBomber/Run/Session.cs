using NBomber.Contracts;
using NBomber.Contracts.Stats;
using NBomber.Show;
using Serilog;

namespace NBomber.Run;

/// <summary>One run: init of all scenarios, warm-up, load, clean, reports.</summary>
internal sealed class Session(NBomberContext context)
{
    private readonly NodeInfo _node = ThisNode.Info();
    private IReadOnlyList<Load> _loads = [];
    private int _stopped;

    public TestInfo Test { get; } = NewTest(context);

    public NodeInfo Node => _node;

    public ILogger Logger { get; private set; } = Serilog.Core.Logger.None;

    public TimeSpan CompletionTimeout => context.CompletionTimeout;

    public async Task<NodeStats> RunAsync()
    {
        var folder = new ReportFolder(context, Test.SessionId);
        using var logger = RunLog.For(context, folder);
        Logger = logger;
        var begun = new List<ScenarioProps>();
        var watch = new Watch(context, Bombing, StopTest);
        try
        {
            foreach (var scenario in context.Scenarios)
            {
                begun.Add(scenario);
                await InitAsync(scenario);
            }

            _node.CurrentOperation = OperationType.WarmUp;
            await RunAsync(Lanes.Loads(this, context.Scenarios.Where(s => Lanes.WarmUp(s) > TimeSpan.Zero), ScenarioOperation.WarmUp));
            _node.CurrentOperation = OperationType.Bombing;
            var loads = Lanes.Loads(this, context.Scenarios, ScenarioOperation.Bombing);
            await watch.DuringAsync(RunAsync(loads));
        }
        finally
        {
            _node.CurrentOperation = OperationType.Stop;
            foreach (var scenario in begun)
            {
                await CleanAsync(scenario);
            }

            _node.CurrentOperation = OperationType.Complete;
        }

        return folder.Write(Stats(watch), watch.History, _loads);
    }

    public void StopTest(string reason)
    {
        if (Interlocked.Exchange(ref _stopped, 1) == 0)
        {
            Say($"stopping early: {reason}");
            foreach (var load in _loads)
            {
                load.Stop();
            }
        }
    }

    public void StopScenario(string name, string reason)
    {
        foreach (var load in _loads)
        {
            foreach (var lane in load.Lanes.Where(l => l.Scenario.ScenarioName == name && !l.Stopped))
            {
                Say($"stopping scenario '{name}' early: {reason}");
                load.StopLane(lane);
            }
        }
    }

    public static ScenarioInfo Info(ScenarioProps scenario, ScenarioOperation operation, int instance, TimeSpan length) => new()
    {
        InstanceId = $"{scenario.ScenarioName}_{instance}",
        InstanceNumber = instance,
        ScenarioName = scenario.ScenarioName,
        ScenarioDuration = length,
        ScenarioOperation = operation,
    };

    private static TestInfo NewTest(NBomberContext context)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new()
        {
            SessionId = $"{now:yyyy-MM-dd_HH.mm.ss}_session_{Guid.NewGuid().ToString("N")[..8]}",
            TestSuite = context.TestSuite,
            TestName = context.TestName,
            Created = now,
        };
    }

    private async Task RunAsync(IReadOnlyList<Load> loads)
    {
        _loads = loads;
        if (Volatile.Read(ref _stopped) == 0)
        {
            await Task.WhenAll(loads.Select(l => Task.Factory.StartNew(l.Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        }
    }

    private ScenarioStats[] Bombing() => [.. _loads.SelectMany(l => l.Stats(_node.CurrentOperation)).OrderBy(s => s.SortIndex)];

    private async Task InitAsync(ScenarioProps scenario)
    {
        try
        {
            await (scenario.Init?.Invoke(InitContext(scenario, ScenarioOperation.Init)) ?? Task.CompletedTask);
        }
#pragma warning disable CA1031 // It is the inner exception of what the run throws.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Logger.Fatal(e, "init of scenario {Scenario} failed", scenario.ScenarioName);
            throw Failure.Of($"init of scenario '{scenario.ScenarioName}' failed: {e}", e);
        }
    }

    private async Task CleanAsync(ScenarioProps scenario)
    {
        try
        {
            await (scenario.Clean?.Invoke(InitContext(scenario, ScenarioOperation.Clean)) ?? Task.CompletedTask);
        }
#pragma warning disable CA1031 // The load is over and its result stands.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Say($"clean of scenario '{scenario.ScenarioName}' failed: {e}");
        }
    }

    private InitContext InitContext(ScenarioProps scenario, ScenarioOperation operation) =>
        new(Test, Info(scenario, operation, instance: 0, Plan.Length(scenario.Simulations)), _node, ScenarioPartition.Empty, Logger);

    private void Say(string message)
    {
        Logger.Warning("{Message}", message);
        Console.Error.WriteLine($"nbomber: {message}");
    }

    private NodeStats Stats(Watch watch)
    {
        var scenarios = Bombing();
        return new()
        {
            ScenarioStats = scenarios,
            Thresholds = watch.Thresholds(scenarios),
            NodeInfo = _node,
            TestInfo = Test,
            AllRequestCount = scenarios.Sum(s => s.AllRequestCount),
            AllOkCount = scenarios.Sum(s => s.AllOkCount),
            AllFailCount = scenarios.Sum(s => s.AllFailCount),
            AllBytes = scenarios.Sum(s => s.AllBytes),
            Duration = scenarios.Select(s => s.Duration).DefaultIfEmpty().Max(),
            ReportFiles = [],
        };
    }
}
