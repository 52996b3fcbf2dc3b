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
        foreach (var milliseconds in (int[])[1, 10, 100])
        {
            Contender.Post(api, "/proxies/bench/toxics", $$$"""{"name":"t","type":"latency","attributes":{"latency":{{{milliseconds}}}}}""");
            var times = Load.RoundTrips(proxy.Port, milliseconds == 100 ? 30 : 100);
            Contender.Post(api, "/reset", "");
            double earliest = times[0] - milliseconds, late = times[times.Count / 2] - milliseconds - baseline[baseline.Count / 2];
            var ok = earliest >= 0 && late <= 1;
            held &= ok;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"latency {milliseconds} ms: earliest +{earliest:0.00} ms, p50 +{late:0.00} ms beside the way without it{Mark(ok)}"));
        }

        foreach (var rate in (int[])[100, 1000, 10_000])
        {
            Contender.Post(api, "/proxies/bench/toxics", $$$"""{"name":"t","type":"bandwidth","attributes":{"rate":{{{rate}}}}}""");
            var measured = Load.Rate(proxy.Port, rate * 3000);
            Contender.Post(api, "/reset", "");
            var off = (measured / rate) - 1;
            held &= Math.Abs(off) <= 0.01;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"bandwidth {rate} KB/s: {measured:0.0} KB/s, {off:+0.00 %;-0.00 %}{Mark(Math.Abs(off) <= 0.01)}"));
        }

        return held;
    }

    private static string Mark(bool ok) => ok ? "" : "  BROKEN";
}
