using NBomber.Contracts;
using NBomber.Contracts.Stats;

namespace NBomber.Run;

/// <summary>When who starts: simulations as points in time, without a clock.</summary>
internal static class Plan
{
    public static TimeSpan Length(IEnumerable<LoadSimulation> simulations) => simulations.Aggregate(TimeSpan.Zero, (sum, s) => sum + Length(s));

    /// <summary>How many iterations the users that start share after their first ones; 0 where time decides.</summary>
    public static int IterationsAfterTheFirst(IReadOnlyList<LoadSimulation> simulations) =>
        simulations.OfType<LoadSimulation.CopiesOnce>().Sum(s => s.Iterations - Math.Min(s.Count, s.Iterations));

    /// <summary>What is under way at that time.</summary>
    public static LoadSimulationStats At(IReadOnlyList<LoadSimulation> simulations, TimeSpan time)
    {
        var current = simulations.FirstOrDefault(s => (time -= Length(s)) < TimeSpan.Zero) ?? simulations[^1];
        return new() { SimulationName = current.Name, Value = current.Value };
    }

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

            if (simulations[i] is LoadSimulation.CopiesOnce once)
            {
                for (; instance < Math.Min(once.Count, once.Iterations); instance++)
                {
                    yield return new Start(begin, Until: TimeSpan.MaxValue, instance);
                }

                yield break;
            }

            foreach (var at in Arrivals.Times(simulations[i], rate))
            {
                yield return new Start(begin + at, Until: null, instance++);
            }

            rate = Arrivals.LastRate(simulations[i]);
            begin += simulations[i].During;
        }
    }

    private static TimeSpan Length(LoadSimulation simulation) => simulation is LoadSimulation.ArrivalsOnce s ? s.Interval * s.Iterations / s.Rate : simulation.During;
}
