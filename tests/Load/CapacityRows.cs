namespace Archiv.Tests.Load;

/// <summary>C5: how much the stack can take for as long as anybody likes: the room of its queue is no capacity.</summary>
public sealed class CapacityRows
{
    private const double Share = 0.95;
    private const double Resolution = 1 / 8.0;

    // In fewer searches one refused is more than 5 %, and the first of them meets a full queue at whatever rate.
    private const int LeastSearches = 20;

    // Searches in the time of one, for two of them: more than a queue that keeps a promise of 60 s holds, or a backlog that outlasts the probe.
    private const double Filling = 4;

    [Test, Guarantee("C5", Kind.Load)]
    public async Task The_largest_load_that_keeps_the_promise_must_be_found_and_be_no_less_than_the_stated_one()
    {
        var stack = await LoadedStack.Get();
        var alone = await LoadedStack.Alone();
        var stated = LoadedStack.Settings;
        List<string> probes = [];
        List<IReadOnlyList<Sample>> loads = [];

        var (kept, lost) = await Bisection.Of(1, Resolution, async times =>
        {
            var load = Probe(times, alone);
            // One more than may be refused, and the rest of the probe says nothing new.
            var probe = new Traffic("search", Searches.Different(stack), load) { Proper = Searches.Proper, MostRefused = (1, Allowed(load[1])) };
            await OpenLoad.Run(probe);
            loads.Add(probe.Samples);
            var results = probe.In(1).Count(sample => sample is { Status: 200, Proper: true });
            var holds = !probe.GaveUp && results >= load[1].Arrivals - Allowed(load[1]) && probe.Samples.All(Searches.InTime);
            probes.Add($"{PerMinute(load[1]):0} a minute: {(probe.GaveUp ? $"more than {Allowed(load[1])} of {load[1].Arrivals} refused" : $"{results} of {load[1].Arrivals}")}");
            if (holds && probe.In(0).All(sample => sample.Status != 503))
            {
                Unjudged.Because($"the queue took all {probe.In(0).Count} searches that were to fill it: how much of {PerMinute(load[1]):0} a minute is computed, and how much only waits, is not known");
            }

            return holds;
        });

        if (lost is not { } most)
        {
            Unjudged.Because($"the largest load was not found, even the last probe held: {string.Join(", ", probes)}; a search alone takes {alone:0.00} s, how many does the model server compute at a time?");
            return;
        }

        var (least, above) = (kept > 0 ? PerMinute(Probe(kept, alone)[1]) : 0, PerMinute(Probe(most, alone)[1]));
        Judgement.Note.Expected = $"with a full queue, a result for {Share:P0} of at least the stated {stated.PerMinute} searches a minute, each ending within {Searches.Limit:0} s";
        var range = $"between {least:0} and {above:0} a minute";
        Judgement.Note.Seen = $"{range} ({string.Join(", ", probes)})";
        least.Should().BeGreaterThanOrEqualTo(stated.PerMinute, Judgement.Note.Seen);
        var computed = Throughput.Of(loads) is { } busy
            ? $"while somebody waited the stack gave {busy.PerMinute:0} results a minute ({busy.Least:0} to {busy.Most:0}, counting to one search a probe), which are {Share:P0} of {busy.PerMinute / Share:0} ({busy.Least / Share:0} to {busy.Most / Share:0})"
            : "nobody ever waited";
        Judgement.Note.Proof =
            $"largest sustained load: {range} as injected, in probes of {LeastSearches} searches at least that began with a full queue ({string.Join(", ", probes)}); {stated.Users * least / stated.PerMinute:0} users; {computed}; "
            + $"a search of {alone:0.00} s alone is {60 / alone:0} a minute one after the other, of which a full D/D/1 queue predicts {60 / alone / Share:0} for {Share:P0} results";
    }

    // First the queue is filled: what it has room for would count as computed, in a stretch as short as a probe.
    private static Phase[] Probe(double times, double alone) =>
    [
        new(Filling / alone, TimeSpan.FromSeconds(Math.Ceiling(2 * alone)), FormattableString.Invariant($" to fill the queue before {times:0.###}x")),
        Phase.Of(times / alone, LeastSearches, FormattableString.Invariant($" at {times:0.###}x")),
    ];

    private static int Allowed(Phase probe) => (int)Math.Floor(((1 - Share) * probe.Arrivals) + 1e-9);

    private static double PerMinute(Phase phase) => phase.Injected * 60;
}
