using NBomber.Contracts;

namespace NBomber.CSharp;

/// <summary>
/// Stretches of load, run one after the other. Ramps begin at what the stretch before them ended with: copies after copies, a rate after a rate, else 0.
/// What does not fit (less than a second, negative numbers, an interval longer than the stretch) is refused when the run starts.
/// </summary>
public static class Simulation
{
    /// <summary>Closed model: so many virtual users, each starting anew when its last iteration has ended.</summary>
    public static LoadSimulation KeepConstant(int copies, TimeSpan during) => new LoadSimulation.Copies(copies, Ramp: false, during);

    /// <summary>Closed model: the number of virtual users grows or shrinks evenly to the given one.</summary>
    public static LoadSimulation RampingConstant(int copies, TimeSpan during) => new LoadSimulation.Copies(copies, Ramp: true, during);

    /// <summary>Closed model: so many virtual users until they have run so many iterations together. It stands alone.</summary>
    public static LoadSimulation IterationsForConstant(int copies, int iterations) => new LoadSimulation.CopiesOnce(copies, iterations);

    /// <summary>Open model: so many iterations start per interval, evenly spread, whatever the answers do.</summary>
    public static LoadSimulation Inject(int rate, TimeSpan interval, TimeSpan during) => new LoadSimulation.Arrivals(rate, interval, Ramp: false, during);

    /// <summary>Open model: the rate grows or shrinks evenly to the given one.</summary>
    public static LoadSimulation RampingInject(int rate, TimeSpan interval, TimeSpan during) =>
        new LoadSimulation.Arrivals(rate, interval, Ramp: true, during);

    /// <summary>Open model: each interval has a random rate between the two, both included, evenly spread within it.</summary>
    public static LoadSimulation InjectRandom(int minRate, int maxRate, TimeSpan interval, TimeSpan during) =>
        new LoadSimulation.RandomArrivals(minRate, maxRate, interval, during);

    /// <summary>Open model: so many iterations start per interval, until there were so many in all. It stands alone.</summary>
    public static LoadSimulation IterationsForInject(int rate, TimeSpan interval, int iterations) =>
        new LoadSimulation.ArrivalsOnce(rate, interval, iterations);

    /// <summary>Nothing starts.</summary>
    public static LoadSimulation Pause(TimeSpan during) => new LoadSimulation.Idle(during);
}
