using System.Globalization;

namespace Archiv.Bench.Proxy;

/// <summary>The table of medians with ratios to socat, and the promises about them.</summary>
internal static class Report
{
    private const double MaxMemory = 100;

    private static readonly Dictionary<string, Func<double, bool>> Promises = new()
    {
        ["down, 1 connection, MB/s"] = ratio => ratio >= 1.25,
        ["up, 1 connection, MB/s"] = ratio => ratio >= 1.25,
        ["1 KB ping-pong, 1 connection, p50 µs"] = ratio => ratio <= 1,
        ["connections/s, 4 workers"] = ratio => ratio >= 1.8,
    };

    /// <summary>Prints and returns whether every promise is kept.</summary>
    public static bool Print(Dictionary<Measurement, Dictionary<Contender, List<double>>> results, Contender[] contenders, int rounds)
    {
        var held = true;
        Console.WriteLine($"medians of {rounds} rounds in turn (ping-pong on 1 connection: of {rounds * 5}); × = ratio to socat");
        Console.WriteLine("| measurement | " + string.Join(" | ", contenders.Select(who => who.Name)) + " | |");
        Console.WriteLine("|---|" + string.Concat(contenders.Select(_ => "---|")) + "---|");
        foreach (var (what, byWho) in results)
        {
            var socat = Median(byWho[contenders.Single(who => who.Name == "socat")]);
            var cells = contenders.Select(who => string.Create(CultureInfo.InvariantCulture, $"{Median(byWho[who]):0} (×{Median(byWho[who]) / socat:0.00})"));
            var kept = !Promises.TryGetValue(what.Name, out var promise) || promise(Median(byWho[contenders.Single(who => who.Name == "toxiproxy")]) / socat);
            held &= kept;
            Console.WriteLine($"| {what.Name} | {string.Join(" | ", cells)} | {(promise == null ? "" : kept ? "held" : "BROKEN")} |");
        }

        var peaks = contenders.Select(who => who.PeakMemory()).ToList();
        var small = contenders.Zip(peaks).Where(pair => pair.First.Name.StartsWith("toxi", StringComparison.Ordinal)).All(pair => pair.Second <= MaxMemory);
        Console.WriteLine($"| peak memory, MiB (socat: its first process) | {string.Join(" | ", peaks.Select(peak => peak.ToString("0", CultureInfo.InvariantCulture)))} | {(small ? "held" : "BROKEN")} |");
        return held && small;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
