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
        var predicted = 60 / await Searches.Alone(stack);
        var (kept, lost) = (0.0, Highest);
        List<string> probes = [];
        for (var probe = 0; probe < Probes; probe++)
        {
            var times = (kept + lost) / 2;
            var load = new Traffic("search", Searches.Different(stack), new Phase(times * predicted / 60, LoadedStack.Settings.Step));
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
            + $"one after the other, a search of {60 / predicted:0.00} s predicts {predicted:0}; what is above it waited in the backend's queue";
    }
}
