using NBomber.Contracts;

namespace NBomber.Run;

/// <summary>When who starts: simulations as points in time, without a clock.</summary>
internal static class Plan
{
    public static TimeSpan Length(IEnumerable<LoadSimulation> simulations) => simulations.Aggregate(TimeSpan.Zero, (sum, s) => sum + s.During);

    /// <summary>All starts in the order of time. Arrivals are made one by one, since there may be millions.</summary>
    public static IEnumerable<Start> Starts(IReadOnlyList<LoadSimulation> simulations)
    {
        var (begin, instance, rate) = (TimeSpan.Zero, 0, 0.0);
        for (var i = 0; i < simulations.Count; i++)
        {
            if (simulations[i] is LoadSimulation.Copies)
            {
                // Copies outlive the border between two such stretches, so these are planned together.
                var together = simulations.Skip(i).TakeWhile(s => s is LoadSimulation.Copies).Cast<LoadSimulation.Copies>().ToList();
                foreach (var start in Copies.Starts(together, begin))
                {
                    yield return start;
                }

                begin += Length(together);
                i += together.Count - 1;
                instance = Math.Max(instance, together.Max(c => c.Count));
                rate = 0;
                continue;
            }

            var arrivals = simulations[i] as LoadSimulation.Arrivals;
            foreach (var at in arrivals is null ? [] : Times(arrivals.Ramp ? rate : arrivals.PerSecond, arrivals))
            {
                yield return new Start(begin + at, Until: null, instance++);
            }

            rate = arrivals?.PerSecond ?? 0;
            begin += simulations[i].During;
        }
    }

    // The n-th arrival is due when the area under the rate, from..to over the length, has grown to n.
    private static IEnumerable<TimeSpan> Times(double from, LoadSimulation.Arrivals arrivals)
    {
        var length = arrivals.During.TotalSeconds;
        var slope = length > 0 ? (arrivals.PerSecond - from) / length : 0;
        var total = Math.Ceiling(((from + arrivals.PerSecond) / 2 * length) - 1e-6);
        for (long n = 0; n < total; n++)
        {
            var seconds = n == 0 ? 0 : 2 * n / (from + Math.Sqrt(Math.Max(0, (from * from) + (2 * slope * n))));
            yield return TimeSpan.FromSeconds(seconds);
        }
    }
}
