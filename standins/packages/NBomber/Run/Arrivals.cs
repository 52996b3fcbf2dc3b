using NBomber.Contracts;

namespace NBomber.Run;

/// <summary>When iterations of the open model are due, from the begin of their stretch.</summary>
internal static class Arrivals
{
    /// <summary>All of the stretch, in order.</summary>
    /// <param name="simulation">The stretch.</param>
    /// <param name="before">Arrivals a second at the end of the stretch before, where a ramp begins.</param>
    public static IEnumerable<TimeSpan> Times(LoadSimulation simulation, double before) => simulation switch
    {
        LoadSimulation.Arrivals s => Ramp(s.Ramp ? before : s.PerSecond, s.PerSecond, s.During),
        LoadSimulation.RandomArrivals s => Random(s),
        LoadSimulation.ArrivalsOnce s => Enumerable.Range(0, s.Iterations).Select(n => s.Interval * n / s.Rate),
        _ => [],
    };

    /// <summary>Arrivals a second at the end of the stretch.</summary>
    public static double LastRate(LoadSimulation simulation) => simulation switch
    {
        LoadSimulation.Arrivals s => s.PerSecond,
        LoadSimulation.RandomArrivals s => (s.MinRate + s.MaxRate) / 2.0 / s.Interval.TotalSeconds,
        _ => 0,
    };

    // The n-th arrival is due when the area under the rate, from..to over the length, has grown to n.
    private static IEnumerable<TimeSpan> Ramp(double from, double to, TimeSpan during)
    {
        var length = during.TotalSeconds;
        var slope = (to - from) / length;
        var total = Math.Ceiling(((from + to) / 2 * length) - 1e-6);
        for (long n = 0; n < total; n++)
        {
            var seconds = n == 0 ? 0 : 2 * n / (from + Math.Sqrt(Math.Max(0, (from * from) + (2 * slope * n))));
            yield return TimeSpan.FromSeconds(seconds);
        }
    }

    private static IEnumerable<TimeSpan> Random(LoadSimulation.RandomArrivals s)
    {
        for (var begin = TimeSpan.Zero; begin < s.During; begin += s.Interval)
        {
            var rate = System.Random.Shared.Next(s.MinRate, s.MaxRate + 1);
            for (var n = 0; n < rate && begin + (s.Interval * n / rate) is var at && at < s.During; n++)
            {
                yield return at;
            }
        }
    }
}
