using NBomber.Contracts.Stats;

namespace NBomber.Run;

/// <summary>Histograms in the units of the statistics.</summary>
internal static class HistogramStats
{
    public static LatencyStats Latency(this Histogram ticks) => new()
    {
        MinMs = Milliseconds(ticks.Min),
        MeanMs = Milliseconds(ticks.Mean),
        MaxMs = Milliseconds(ticks.Max),
        Percent50 = Milliseconds(ticks.Percentile(50)),
        Percent75 = Milliseconds(ticks.Percentile(75)),
        Percent95 = Milliseconds(ticks.Percentile(95)),
        Percent99 = Milliseconds(ticks.Percentile(99)),
        StdDev = Milliseconds(ticks.StdDev),
    };

    public static DataTransferStats Transfer(this Histogram bytes) => new()
    {
        MinBytes = bytes.Min,
        MeanBytes = (long)Math.Round(bytes.Mean),
        MaxBytes = bytes.Max,
        Percent50 = (long)bytes.Percentile(50),
        Percent75 = (long)bytes.Percentile(75),
        Percent95 = (long)bytes.Percentile(95),
        Percent99 = (long)bytes.Percentile(99),
        StdDev = bytes.StdDev,
        AllBytes = bytes.Sum,
    };

    private static double Milliseconds(double ticks) => ticks / TimeSpan.TicksPerMillisecond;
}
