namespace Archiv.Tests.Load;

/// <summary>How many results a stack gives while its queue is never empty, from the times between one result and the next.</summary>
/// <param name="PerMinute">Results a minute.</param>
/// <param name="Least">The same with one result fewer in each load: what counting cannot tell.</param>
/// <param name="Most">The same with one more.</param>
internal sealed record Throughput(double PerMinute, double Least, double Most)
{
    /// <summary>Pools loads; null where nobody waited in them.</summary>
    /// <param name="loads">The samples of each, its filling included.</param>
    public static Throughput? Of(IReadOnlyCollection<IReadOnlyList<Sample>> loads)
    {
        var (results, seconds) = (0, 0.0);
        foreach (var load in loads)
        {
            var ends = load.Where(sample => sample is { Status: 200, Proper: true }).Select(sample => (Began: sample.Due + sample.Late, Ended: sample.Due + sample.Latency)).OrderBy(result => result.Ended).ToList();
            // Who had arrived when the one before was done kept the server busy until the own end.
            foreach (var (before, next) in ends.Zip(ends.Skip(1)).Where(pair => pair.Second.Began <= pair.First.Ended))
            {
                results++;
                seconds += next.Ended - before.Ended;
            }
        }

        return results == 0 ? null : new(60 * results / seconds, 60 * Math.Max(0, results - loads.Count) / seconds, 60 * (results + loads.Count) / seconds);
    }
}
