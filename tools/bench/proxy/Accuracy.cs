using System.Globalization;

namespace Archiv.Bench.Proxy;

/// <summary>How exactly the latency and bandwidth toxics keep time.</summary>
internal static class Accuracy
{
    /// <summary>Prints the lines and returns whether all keep their promise.</summary>
    public static bool Run(Contender proxy, HttpClient api)
    {
        var held = true;
        var baseline = Load.RoundTrips(proxy.Port, 200);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"there and back without a toxic: p50 {baseline[baseline.Count / 2]:0.00} ms"));
        foreach (var (stream, milliseconds) in Cases(1, 10, 100))
        {
            Contender.Post(api, "/proxies/bench/toxics", $$$"""{"name":"t","type":"latency","stream":"{{{stream}}}","attributes":{"latency":{{{milliseconds}}}}}""");
            var times = Load.RoundTrips(proxy.Port, milliseconds == 100 ? 30 : 100);
            Contender.Post(api, "/reset", "");
            double earliest = times[0] - milliseconds, late = times[times.Count / 2] - milliseconds;
            var ok = earliest >= 0 && late <= 1;
            held &= ok;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"latency {milliseconds} ms {stream}: earliest {earliest:+0.00;-0.00} ms, p50 {late:+0.00;-0.00} ms, the way there and back included{Mark(ok)}"));
        }

        foreach (var (stream, rate) in Cases(100, 1000, 10_000))
        {
            Contender.Post(api, "/proxies/bench/toxics", $$$"""{"name":"t","type":"bandwidth","stream":"{{{stream}}}","attributes":{"rate":{{{rate}}}}}""");
            var measured = Load.Rate(proxy.Port, stream == "downstream", rate * 3000);
            Contender.Post(api, "/reset", "");
            var off = (measured / rate) - 1;
            held &= Math.Abs(off) <= 0.01;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"bandwidth {rate} KB/s {stream}: {measured:0.0} KB/s, {off:+0.00 %;-0.00 %}{Mark(Math.Abs(off) <= 0.01)}"));
        }

        return held;
    }

    private static IEnumerable<(string Stream, int Value)> Cases(params int[] values) =>
        from value in values from stream in (string[])["downstream", "upstream"] select (stream, value);

    private static string Mark(bool ok) => ok ? "" : "  BROKEN";
}
