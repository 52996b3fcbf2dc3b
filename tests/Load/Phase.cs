namespace Archiv.Tests.Load;

/// <summary>A stretch of steady arrivals.</summary>
/// <param name="PerSecond">Arrivals a second.</param>
/// <param name="During">How long.</param>
/// <param name="Name">What sets it apart from others of the same traffic, for the report.</param>
internal sealed record Phase(double PerSecond, TimeSpan During, string Name = "")
{
    private const double Exact = 0.02;
    private const int Longest = 60;

    /// <summary>The same as NBomber takes it: a whole number of arrivals in whole seconds, off by 2 % at most where such a number exists.</summary>
    public (int Rate, TimeSpan Interval) Whole
    {
        get
        {
            var most = Math.Min(Longest, Math.Max(1, (int)During.TotalSeconds));
            var seconds = Enumerable.Range(1, most).FirstOrDefault(s => Math.Round(PerSecond * s) >= 1 && Math.Abs((Math.Round(PerSecond * s) / (PerSecond * s)) - 1) <= Exact, most);
            return (Math.Max(1, (int)Math.Round(PerSecond * seconds)), TimeSpan.FromSeconds(seconds));
        }
    }

    /// <summary>Arrivals a second as they are injected.</summary>
    public double Injected => Whole.Rate / Whole.Interval.TotalSeconds;

    /// <summary>Arrivals in all.</summary>
    public int Arrivals => (int)Math.Round(Injected * During.TotalSeconds);
}
