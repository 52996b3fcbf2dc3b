namespace Archiv.Tests.Load;

/// <summary>C5: how much the stack can take for as long as anybody likes: the room of its queue is no capacity.</summary>
public sealed class CapacityRows
{
    private const double Share = 0.95;
    private const double Ceiling = 2;
    private const int Halves = 4;

    // Searches in the time of one, for two of them: more than a queue that keeps a promise of 60 s holds, or a backlog that outlasts the probe.
    private const double Filling = 4;

    [Test, Guarantee("C5", Kind.Load)]
    public async Task The_largest_load_that_keeps_the_promise_must_be_found_and_be_no_less_than_the_stated_one()
    {
        var stack = await LoadedStack.Get();
        var alone = await LoadedStack.Alone();
        var stated = LoadedStack.Settings;
        List<string> probes = [];

        var (kept, lost) = await Bisection.Of(Ceiling, Halves, async times =>
        {
            var load = Probe(times, alone);
            var probe = Traffic.OfSearches("search", Searches.Different(stack), load);
            await OpenLoad.Run(probe);
            var results = probe.ResultsDuring(1) / (double)load[1].Arrivals;
            probes.Add($"{PerMinute(load[1]):0} a minute: {results:P0}");
            return results >= Share && probe.Samples.All(Searches.InTime);
        });

        if (lost is not { } most)
        {
            Unjudged.Because($"the largest load was not found, even the last probe held: {string.Join(", ", probes)}; a search alone takes {alone:0.00} s, how many does the model server compute at a time?");
            return;
        }

        var (least, above) = (kept > 0 ? PerMinute(Probe(kept, alone)[1]) : 0, PerMinute(Probe(most, alone)[1]));
        Judgement.Note.Expected = $"with a full queue, at least the stated {stated.PerMinute} searches a minute to be computed as fast as they arrive ({Share:P0} of them), each ending within {Searches.Limit:0} s";
        var range = $"between {least:0} and {above:0} a minute";
        Judgement.Note.Seen = $"{range} ({string.Join(", ", probes)})";
        least.Should().BeGreaterThanOrEqualTo(stated.PerMinute, Judgement.Note.Seen);
        Judgement.Note.Proof =
            $"largest sustained load: {range} as injected, in probes of {stated.Step.TotalSeconds} s that began with a full queue; {stated.Users * least / stated.PerMinute:0} users; "
            + $"a search of {alone:0.00} s alone is {60 / alone:0} a minute one after the other, of which a full D/D/1 queue predicts {60 / alone / Share:0} for {Share:P0} results";
    }

    // First the queue is filled: what it has room for would count as computed, in a stretch as short as a probe.
    private static Phase[] Probe(double times, double alone) =>
    [
        new(Filling / alone, TimeSpan.FromSeconds(Math.Ceiling(2 * alone)), FormattableString.Invariant($" to fill the queue before {times:0.###}x")),
        new(times / alone, LoadedStack.Settings.Step, FormattableString.Invariant($" at {times:0.###}x")),
    ];

    private static double PerMinute(Phase phase) => phase.Injected * 60;
}
