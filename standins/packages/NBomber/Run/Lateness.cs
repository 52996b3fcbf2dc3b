namespace NBomber.Run;

/// <summary>How long after they were due the iterations of the open model began: what the load generator itself adds.</summary>
internal sealed class Lateness
{
    private readonly Lock _lock = new();
    private readonly Distribution _ticks = new(TimeSpan.FromMinutes(10).Ticks);

    public void Add(long ticks)
    {
        lock (_lock)
        {
            _ticks.Add(ticks);
        }
    }

    /// <summary>Iterations, median, 99th percentile and the latest, in ms.</summary>
    public (long Count, double Median, double Percent99, double Max) Stats()
    {
        lock (_lock)
        {
            return (_ticks.Count, Ms(50), Ms(99), DistributionStats.Milliseconds(_ticks.Max));
        }
    }

    private double Ms(double percent) => DistributionStats.Milliseconds(_ticks.Percentile(percent));
}
