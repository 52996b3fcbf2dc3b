using NBomber.Contracts;

namespace NBomber.Run;

/// <summary>What a stretch of load may look like. A rate or a number of copies of 0 is allowed: ramps end there.</summary>
internal static class SimulationRules
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

    /// <summary>What is wrong with it, or null.</summary>
    public static string? Problem(LoadSimulation simulation) => simulation switch
    {
        LoadSimulation.CopiesOnce s => s.Count <= 0 ? "the number of copies is not above 0" : s.Iterations <= 0 ? "the number of iterations is not above 0" : null,
        LoadSimulation.ArrivalsOnce s => s.Rate <= 0 ? "the rate is not above 0"
            : s.Iterations <= 0 ? "the number of iterations is not above 0"
            : Interval(s.Interval, TimeSpan.MaxValue),
        _ when simulation.During < Least => $"a duration of {simulation.During} is shorter than {Least}",
        LoadSimulation.Copies { Count: < 0 } => "the number of copies is negative",
        LoadSimulation.Arrivals s => s.Rate < 0 ? "the rate is negative" : Interval(s.Interval, s.During),
        LoadSimulation.RandomArrivals s => s.MinRate < 0 ? "the rate is negative"
            : s.MinRate > s.MaxRate ? "the least rate is above the greatest"
            : Interval(s.Interval, s.During),
        _ => null,
    };

    private static string? Interval(TimeSpan interval, TimeSpan during) =>
        interval <= TimeSpan.Zero ? "the interval is not above 0" : interval > during ? "the interval is longer than the duration" : null;
}
