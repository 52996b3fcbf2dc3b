namespace Archiv.Bench.Load;

/// <summary>Requests a second in the closed model, beside hey.</summary>
internal static class Speed
{
    private const double Aim = 0.7;

    public static bool Print(Uri url, Generator generator, int rounds, TimeSpan time)
    {
        var held = true;
        Console.WriteLine("| connections | NBomber/s | hey/s | ratio, of each round | median ratio | |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var connections in (int[])[1, 10, 100])
        {
            var pairs = Enumerable.Range(0, rounds).Select(round => Pair(round, () => generator.Closed(connections, time), () => Hey.Run(url, connections, time))).ToList();
            var ratios = pairs.Select(p => p.Ours.PerSecond / p.Theirs.PerSecond).ToList();
            held &= Median(ratios) >= Aim;
            Console.WriteLine(
                $"| {connections} | {Median(pairs.Select(p => p.Ours.PerSecond)):0} | {Median(pairs.Select(p => p.Theirs.PerSecond)):0} | {string.Join(' ', ratios.Select(r => $"{r:0.00}"))} | {Median(ratios):0.00} (aim: {Aim}) | {(Median(ratios) >= Aim ? "held" : "BROKEN")} |");
        }

        return held;
    }

    public static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;

    /// <summary>One after the other; who is first changes with the round.</summary>
    public static (Outcome Ours, Outcome Theirs) Pair(int round, Func<Outcome> ours, Func<Outcome> theirs)
    {
        if (round % 2 == 0)
        {
            var first = ours();
            return (first, theirs());
        }

        var second = theirs();
        return (ours(), second);
    }
}
