using NBomber.Contracts.Stats;

namespace NBomber.Run;

/// <summary>Distributions in the units of the statistics.</summary>
internal static class DistributionStats
{
    public static LatencyStats Latency(this Distribution ticks)
    {
        var (fast, notSlow) = (ticks.UpTo(800 * TimeSpan.TicksPerMillisecond), ticks.UpTo((1200 * TimeSpan.TicksPerMillisecond) - 1));
        return new()
        {
            MinMs = Milliseconds(ticks.Min),
            MeanMs = Milliseconds(ticks.Mean),
            MaxMs = Milliseconds(ticks.Max),
            Percent50 = Milliseconds(ticks.Percentile(50)),
            Percent75 = Milliseconds(ticks.Percentile(75)),
            Percent95 = Milliseconds(ticks.Percentile(95)),
            Percent99 = Milliseconds(ticks.Percentile(99)),
            StdDev = Milliseconds(ticks.StdDev),
            LatencyCount = new() { LessOrEq800 = fast, More800Less1200 = notSlow - fast, MoreOrEq1200 = (int)ticks.Count - notSlow },
        };
    }

    public static DataTransferStats Transfer(this Distribution bytes) => new()
    {
        MinBytes = bytes.Min,
        MeanBytes = (long)Math.Round(bytes.Mean),
        MaxBytes = bytes.Max,
        Percent50 = bytes.Percentile(50),
        Percent75 = bytes.Percentile(75),
        Percent95 = bytes.Percentile(95),
        Percent99 = bytes.Percentile(99),
        StdDev = bytes.StdDev,
        AllBytes = bytes.Sum,
    };

    public static double Milliseconds(double ticks) => ticks / TimeSpan.TicksPerMillisecond;
}
