using NBomber.Contracts;

namespace NBomber.Run;

/// <summary>Virtual users of consecutive stretches of the closed model.</summary>
internal static class Copies
{
    public static IEnumerable<Start> Starts(IEnumerable<LoadSimulation.Copies> stretches, TimeSpan begin)
    {
        var done = new List<Start>();
        // The last to come is the first to go.
        var running = new Stack<TimeSpan>();
        foreach (var stretch in stretches)
        {
            var before = running.Count;
            var steps = Math.Abs(stretch.Count - before);
            for (var step = 0; step < steps; step++)
            {
                var at = stretch.Ramp ? begin + (stretch.During * step / steps) : begin;
                if (stretch.Count > before)
                {
                    running.Push(at);
                }
                else
                {
                    End(at);
                }
            }

            begin += stretch.During;
        }

        while (running.Count > 0)
        {
            End(begin);
        }

        return done.OrderBy(s => s.At);

        void End(TimeSpan at) => done.Add(new Start(running.Pop(), at, running.Count));
    }
}
