using NBomber.Contracts;

namespace Archiv.Tests.Load;

/// <summary>A stretch of steady arrivals.</summary>
/// <param name="PerSecond">Arrivals a second that are wanted; see <see cref="Injected"/>.</param>
/// <param name="During">How long.</param>
/// <param name="Name">What sets it apart from others of the same traffic, for the report.</param>
internal sealed record Phase(double PerSecond, TimeSpan During, string Name = "")
{
    private const double Exact = 0.02;
    private const double Near = 0.03;
    private const int Longest = 60;

    /// <summary>The shortest stretch with that many arrivals at least and nearly that rate, which rounding must not shift by more than a reader minds.</summary>
    /// <param name="perSecond">Arrivals a second.</param>
    /// <param name="arrivals">How many.</param>
    /// <param name="name">See <see cref="Name"/>.</param>
    public static Phase Of(double perSecond, int arrivals, string name)
    {
        var (rate, seconds) = Enumerable.Range(1, Longest).Select(seconds => (Rate: Math.Max(1, Math.Round(perSecond * seconds)), Seconds: seconds))
            .Where(whole => Math.Abs((whole.Rate / (perSecond * whole.Seconds)) - 1) <= Near)
            .DefaultIfEmpty((Rate: 1, Seconds: (int)Math.Ceiling(1 / perSecond)))
            .MinBy(whole => whole.Seconds * Math.Ceiling(arrivals / whole.Rate));
        return new(rate / seconds, TimeSpan.FromSeconds(seconds * Math.Ceiling(arrivals / rate)), name);
    }

    /// <summary>
    /// The same as NBomber takes it: a whole number of arrivals in whole seconds that divide the stretch, so that nobody has to round what remains
    /// and later stretches begin when they are due; the shortest that is off by 2 % at most, or else the one nearest to it.
    /// </summary>
    public (int Rate, TimeSpan Interval) Whole
    {
        get
        {
            var dividing = Enumerable.Range(1, Longest).Select(seconds => TimeSpan.FromSeconds(seconds))
                .Where(interval => interval <= During && During.Ticks % interval.Ticks == 0).DefaultIfEmpty(During).ToList();
            var exact = dividing.FirstOrDefault(interval => Deviation(interval) <= Exact, dividing.MinBy(Deviation));
            return (Rate(exact), exact);
        }
    }

    /// <summary>As NBomber runs it.</summary>
    public LoadSimulation Simulation => global::NBomber.CSharp.Simulation.Inject(Whole.Rate, Whole.Interval, During);

    /// <summary>Arrivals a second as they are injected.</summary>
    public double Injected => Whole.Rate / Whole.Interval.TotalSeconds;

    /// <summary>Arrivals in all.</summary>
    public int Arrivals => Whole.Rate * (int)(During.Ticks / Whole.Interval.Ticks);

    private int Rate(TimeSpan interval) => Math.Max(1, (int)Math.Round(PerSecond * interval.TotalSeconds));

    private double Deviation(TimeSpan interval) => Math.Abs((Rate(interval) / (PerSecond * interval.TotalSeconds)) - 1);
}
