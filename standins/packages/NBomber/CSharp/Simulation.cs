using NBomber.Contracts;

namespace NBomber.CSharp;

/// <summary>
/// Stretches of load, run one after the other. Ramps begin at what the stretch before them ended with: copies after copies, a rate after a rate, else 0.
/// </summary>
public static class Simulation
{
    /// <summary>Closed model: so many virtual users, each starting anew when its last iteration has ended.</summary>
    public static LoadSimulation KeepConstant(int copies, TimeSpan during) => new LoadSimulation.Copies(AtLeastZero(copies), Ramp: false, during);

    /// <summary>Closed model: the number of virtual users grows or shrinks evenly to the given one.</summary>
    public static LoadSimulation RampingConstant(int copies, TimeSpan during) => new LoadSimulation.Copies(AtLeastZero(copies), Ramp: true, during);

    /// <summary>Open model: so many iterations start per interval, evenly spread, whatever the answers do.</summary>
    public static LoadSimulation Inject(int rate, TimeSpan interval, TimeSpan during) =>
        new LoadSimulation.Arrivals(PerSecond(rate, interval), Ramp: false, during);

    /// <summary>Open model: the rate grows or shrinks evenly to the given one.</summary>
    public static LoadSimulation RampingInject(int rate, TimeSpan interval, TimeSpan during) =>
        new LoadSimulation.Arrivals(PerSecond(rate, interval), Ramp: true, during);

    /// <summary>Nothing starts.</summary>
    public static LoadSimulation Pause(TimeSpan during) => new LoadSimulation.Idle(during);

    private static double PerSecond(int rate, TimeSpan interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        return AtLeastZero(rate) / interval.TotalSeconds;
    }

    private static int AtLeastZero(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        return number;
    }
}
