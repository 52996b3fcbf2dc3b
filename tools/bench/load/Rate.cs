namespace Archiv.Bench.Load;

/// <summary>Latency at a rate, counted from when a request was due: what the generator adds to what a stopwatch around the request sees.</summary>
internal static class Rate
{
    public const int PerSecond = 1_000;
    private const int HeysConnections = 10;
    private const double AimP50 = 0.2;
    private const double AimP99 = 1;

    public static bool Print(Uri url, Generator generator, int rounds, TimeSpan time)
    {
        var added = new List<(double P50, double P99)>();
        Console.WriteLine($"at {PerSecond}/s, ms | p50 | stopwatch | p99 | stopwatch | hey p50 | hey p99");
        for (var round = 0; round < rounds; round++)
        {
            var pair = Speed.Pair(round, () => generator.Open(PerSecond, time), () => Hey.Run(url, HeysConnections, time, PerSecond));
            var watched = generator.Watched;
            added.Add((pair.Ours.P50 - watched.P50, pair.Ours.P99 - watched.P99));
            Console.WriteLine(
                $"round {round + 1} | {pair.Ours.P50:0.000} | {watched.P50:0.000} | {pair.Ours.P99:0.000} | {watched.P99:0.000} | {pair.Theirs.P50:0.0} | {pair.Theirs.P99:0.0}");
        }

        var (p50, p99) = (Speed.Median(added.Select(a => a.P50)), Speed.Median(added.Select(a => a.P99)));
        var held = p50 <= AimP50 && p99 <= AimP99;
        Console.WriteLine($"added, median of the rounds: p50 {p50:0.000} ms (aim: {AimP50}), p99 {p99:0.000} ms (aim: {AimP99}) {(held ? "held" : "BROKEN")}");
        return held;
    }
}
