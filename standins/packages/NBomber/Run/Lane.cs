using NBomber.Contracts;

namespace NBomber.Run;

/// <summary>A scenario in one phase. Several share a load where they have weights, else each has its own.</summary>
internal sealed class Lane(ScenarioProps scenario, int order, Func<IScenarioContext, Task<IResponse>> run)
{
    private long _number;
    private int _stopped;

    public ScenarioProps Scenario => scenario;

    public Func<IScenarioContext, Task<IResponse>> Run => run;

    public int Order => order;

    public Recorder Recorder { get; } = new();

    public bool Stopped => Volatile.Read(ref _stopped) != 0;

    public void Stop() => Volatile.Write(ref _stopped, 1);

    /// <summary>Number of the next iteration, from 1.</summary>
    public long Next() => Interlocked.Increment(ref _number);
}
