namespace Archiv.Tests.Load;

/// <summary>C3: what needs no model does not wait for it.</summary>
public sealed class NeighbourRows
{
    private const double MostTimes = 3;

    // Seconds; below it, three times a few milliseconds is the scheduler's matter (decision 0009): 37 ms was the most that was seen.
    private const double AtOnce = 0.05;
    private const double PerSecond = 50;
    private const int Rounds = 3;

    private const double MostLate = 0.05;

    // Of each round, as stretches in which somebody waited for longer than a search takes, or was refused.
    private const double Saturated = 0.75;

    [Test, Guarantee("C3", Kind.Load)]
    public async Task Keyword_search_and_health_must_stay_fast_beside_saturated_search()
    {
        var stack = await LoadedStack.Get();
        var search = await LoadedStack.Alone();
        List<double> saturated = [];
        Dictionary<string, List<Sample>> idle = [], busy = [];

        // Idle and saturated in turn, so that a slow minute of the machine meets both.
        for (var round = 0; round < Rounds; round++)
        {
            await Measure(stack, idle, " of the idle stack");
            var searches = Traffic.OfSearches("search", Searches.Different(stack), new Phase(3 / search, Length));
            await Measure(stack, busy, " beside searches", searches);
            saturated.Add(Saturation.Share(searches.Samples, search, Length.TotalSeconds));
        }

        if (saturated.Min() < Saturated)
        {
            Unjudged.Because($"the search was not saturated: in one round somebody waited or was refused in {saturated.Min():P0} of the time, {Saturated:P0} at least");
        }

        List<string> proofs = [];
        foreach (var (what, alone) in idle)
        {
            var (before, beside) = (P99(alone, sample => sample.Latency), P99(busy[what], sample => sample.Latency));
            var bound = Math.Max(MostTimes * before, AtOnce);
            Judgement.Note.Expected = $"p99 of {what} at most {MostTimes} times the idle stack's {before * 1000:0} ms, or {AtOnce * 1000:0} ms";
            Judgement.Note.Seen = $"{beside * 1000:0} ms, {beside / before:0.0} times";
            // What the answers themselves took speaks for itself; else the generator's own lateness must not be what is compared.
            var own = P99(busy[what], sample => sample.Latency - sample.Late);
            own.Should().BeLessThanOrEqualTo(bound, Judgement.Note.Seen);
            var late = P99(alone.Concat(busy[what]), sample => sample.Late);
            if (late > MostLate)
            {
                Unjudged.Because($"the generator did not keep its rate: 1 % of {what} more than {late * 1000:0} ms late");
            }

            beside.Should().BeLessThanOrEqualTo(bound, Judgement.Note.Seen);
            proofs.Add($"{what} p99 {before * 1000:0} ms idle, {Judgement.Note.Seen} under load ({alone.Count} requests each)");
        }

        Judgement.Note.Proof = $"{string.Join("; ", proofs)}; search was saturated in {saturated.Min():P0} of the time at least";
    }

    private static double P99(IEnumerable<Sample> samples, Func<Sample, double> seconds) => Quantile.Of(samples.Select(seconds), 0.99);

    private static TimeSpan Length => LoadedStack.Settings.Step / 2;

    private static async Task Measure(Stack stack, Dictionary<string, List<Sample>> into, string when, params Traffic[] beside)
    {
        Traffic[] probes =
        [
            new("keyword search", _ => stack.Search.Keyword("Leipzig"), new Phase(PerSecond, Length, when)),
            new("health", _ => stack.Search.Health(), new Phase(PerSecond, Length, when)),
        ];
        await OpenLoad.Run([.. probes, .. beside]);
        foreach (var probe in probes)
        {
            probe.Samples.Should().OnlyContain(sample => sample.Status == 200, $"{probe.Name} must be answered");
            into.TryAdd(probe.Name, []);
            into[probe.Name].AddRange(probe.Samples);
        }
    }
}
