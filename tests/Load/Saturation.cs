namespace Archiv.Tests.Load;

/// <summary>Whether a load kept the search at its limit.</summary>
internal static class Saturation
{
    // Alone nobody takes twice as long as the median of those that were alone.
    private const double Waited = 2;

    /// <summary>In which share of a load, cut into stretches as long as a search takes, somebody was refused or had to wait for as long as a search again.</summary>
    /// <param name="samples">The searches.</param>
    /// <param name="search">Seconds that one takes alone.</param>
    /// <param name="length">Seconds that the load lasted.</param>
    public static double Share(IReadOnlyList<Sample> samples, double search, double length)
    {
        var stretches = Math.Max(1, (int)(length / search));
        var busy = samples.Where(sample => sample.Status == 503 || sample.Latency > Waited * search)
            .Select(sample => Math.Min(stretches - 1, (int)(sample.Due / (length / stretches)))).Distinct().Count();
        return busy / (double)stretches;
    }
}
