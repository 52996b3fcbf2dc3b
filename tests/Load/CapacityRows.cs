namespace Archiv.Tests.Load;

/// <summary>C5: how much the stack can take.</summary>
public sealed class CapacityRows
{
    private const double Share = 0.95;
    private const double Highest = 2;
    private const int Probes = 4;

    [Test, Guarantee("C5", Kind.Load)]
    public async Task The_largest_load_that_keeps_the_promise_must_be_found_and_be_no_less_than_the_stated_one()
    {
        var stack = await LoadedStack.Get();
        var predicted = 60 / await LoadedStack.Alone();
        var (kept, lost) = (0.0, Highest);
        List<string> probes = [];
        for (var probe = 0; probe < Probes; probe++)
        {
            var times = (kept + lost) / 2;
            var load = new Traffic("search", Searches.Different(stack), new Phase(times * predicted / 60, LoadedStack.Settings.Step, FormattableString.Invariant($" at {times:0.###}x")));
            await OpenLoad.Run(load);
            var results = Searches.Results(load.Samples);
            var holds = results >= Share && load.Samples.All(Searches.InTime);
            (kept, lost) = holds ? (times, lost) : (kept, times);
            probes.Add($"{times * predicted:0} a minute: {results:P0}");
        }

        var stated = LoadedStack.Settings;
        Judgement.Note.Expected = $"at least the stated {stated.PerMinute} searches a minute with {Share:P0} results within {Searches.Limit:0} s";
        var range = lost < Highest ? $"between {kept * predicted:0} and {lost * predicted:0} a minute" : $"at least {kept * predicted:0} a minute";
        Judgement.Note.Seen = $"{range} ({string.Join(", ", probes)})";
        (kept * predicted).Should().BeGreaterThanOrEqualTo(stated.PerMinute, Judgement.Note.Seen);
        Judgement.Note.Proof =
            $"largest load: {range} for {stated.Step.TotalSeconds} s, {stated.Users * kept * predicted / stated.PerMinute:0} users; "
            + $"a search of {60 / predicted:0.00} s alone is {predicted:0} a minute one after the other{Queueing(stack, predicted, stated.Step)}";
    }

    // D/D/1/K: arrivals and service are even, one is served and K - 1 wait. In a stretch of T there are results for mu T, and for those who wait at
    // its end; the share of the promise is reached at the rate where these are so many of lambda T.
    private static string Queueing(Stack stack, double served, TimeSpan stretch) =>
        stack.Model.Services[stack.Profile.Backend].Environment.TryGetValue(LoadedStack.Settings.WaitingSetting, out var text) && int.TryParse(text, out var waiting)
            ? $"; with {waiting} waiting, a D/D/1/{waiting + 1} queue predicts {(served + (waiting / stretch.TotalMinutes)) / Share:0} for {Share:P0} results"
            : "";
}
