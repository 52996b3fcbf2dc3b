using System.Globalization;

namespace NBomber.Show;

/// <summary>Says when the load generator could not keep its rate: latencies count from the due time, so the system under load is not the only one to blame.</summary>
internal static class Behind
{
    private const double NoticeableMs = 10;

    public static void Warn(IEnumerable<(string Scenario, long Count, double Median, double Percent99, double Max)> late)
    {
        foreach (var l in late.Where(l => l.Percent99 > NoticeableMs))
        {
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"nbomber: scenario '{l.Scenario}': the load generator fell behind: of {l.Count} iterations half began {l.Median:0.0} ms after they were due, 1 % {l.Percent99:0} ms, the last {l.Max:0} ms"));
        }
    }
}
