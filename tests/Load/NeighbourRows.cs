namespace Archiv.Tests.Load;

/// <summary>C3: what needs no model does not wait for it.</summary>
public sealed class NeighbourRows
{
    private const double MostTimes = 3;

    // Seconds that people take for at once; below it, three times a few milliseconds is the scheduler's matter.
    private const double AtOnce = 0.1;
    private const double PerSecond = 50;
    private const int Rounds = 3;

    // The generator's own lateness is part of what is compared.
    private const double MostLate = 0.05;

    [Test, Guarantee("C3", Kind.Load)]
    public async Task Keyword_search_and_health_must_stay_fast_beside_saturated_search()
    {
        var stack = await LoadedStack.Get();
        var search = await Searches.Alone(stack);
        var saturated = false;
        Dictionary<string, List<double>> idle = [], busy = [];

        // Idle and saturated in turn, so that a slow minute of the machine meets both.
        for (var round = 0; round < Rounds; round++)
        {
            await Measure(stack, idle, " of the idle stack");
            var searches = new Traffic("search", Searches.Different(stack), new Phase(3 / search, Length));
            await Measure(stack, busy, " beside searches", searches);
            saturated |= searches.Samples.Any(sample => sample.Status == 503 || sample.Latency > 2 * search);
        }

        if (!saturated)
        {
            Unjudged.Because("the search was not saturated: nobody was refused, and nobody waited");
        }

        List<string> proofs = [];
        foreach (var (what, latencies) in idle)
        {
            var (alone, beside) = (Quantile.Of(latencies, 0.99), Quantile.Of(busy[what], 0.99));
            Judgement.Note.Expected = $"p99 of {what} at most {MostTimes} times the idle stack's {alone * 1000:0} ms, or {AtOnce * 1000:0} ms";
            Judgement.Note.Seen = $"{beside * 1000:0} ms, {beside / alone:0.0} times";
            beside.Should().BeLessThanOrEqualTo(Math.Max(MostTimes * alone, AtOnce), Judgement.Note.Seen);
            proofs.Add($"{what} p99 {alone * 1000:0} ms idle, {Judgement.Note.Seen} under load ({latencies.Count} requests each)");
        }

        Judgement.Note.Proof = string.Join("; ", proofs);
    }

    private static TimeSpan Length => LoadedStack.Settings.Step / 2;

    private static async Task Measure(Stack stack, Dictionary<string, List<double>> into, string when, params Traffic[] beside)
    {
        Traffic[] probes =
        [
            new("keyword search", _ => stack.Search.Keyword("Leipzig"), new Phase(PerSecond, Length, when)) { MostLate = MostLate },
            new("health", _ => stack.Search.Health(), new Phase(PerSecond, Length, when)) { MostLate = MostLate },
        ];
        await OpenLoad.Run([.. probes, .. beside]);
        foreach (var probe in probes)
        {
            probe.Samples.Should().OnlyContain(sample => sample.Status == 200, $"{probe.Name} must be answered");
            into.TryAdd(probe.Name, []);
            into[probe.Name].AddRange(probe.Samples.Select(sample => sample.Latency));
        }
    }
}
