namespace Archiv.Tests.Load;

/// <summary>C1: the load that the owner states.</summary>
public sealed class StatedLoadRows
{
    private const double MostRefused = 0.05;

    [Test, Guarantee("C1", Kind.Load)]
    public async Task Under_the_stated_load_every_search_must_end_in_time_and_nearly_all_with_a_result()
    {
        var stack = await LoadedStack.Get();
        var alone = await LoadedStack.Alone();
        var load = Stated("different questions", Searches.Different(stack));
        var before = (await Generation.In(stack)).Count;

        await OpenLoad.Run(load);

        Searches.EndInTime(load.Samples);
        // Results that came from a cache would be no load.
        await Generation.Since(stack, before, load.Samples.Count(sample => sample.Status == 200));
        Searches.HaveResults(
            load.Samples, 1 - MostRefused, $"{load.Samples.Count} searches, {LoadedStack.Settings.PerMinute} a minute",
            $"; a search alone takes {alone:0.00} s, so this is {StatedLoad.OfSerial(LoadedStack.Settings.PerMinute, alone):P0} of what one after the other could be");
        StatedLoad.MustBeALoad(LoadedStack.Settings.PerMinute, alone);
        Judgement.Note.Proof = $"{load.Samples.Count} searches by {LoadedStack.Settings.Users} users, {Judgement.Note.Seen}; p50 {Seconds(load, 0.5)}, p99 {Seconds(load, 0.99)}";
    }

    [Test, Guarantee("C1", Kind.Load)]
    public async Task Questions_that_come_again_must_be_answered_without_the_model()
    {
        var stack = await LoadedStack.Get();
        var mix = LoadedStack.Settings.Repeats;
        string[] repeated = [.. mix.Questions.Select(SearchClient.Unique)];
        var load = Stated("questions that come again", Searches.Repeating(stack, repeated));
        var before = (await Generation.In(stack)).Count;

        await OpenLoad.Run(load);

        Searches.EndInTime(load.Samples);
        Searches.HaveResults(load.Samples, 1 - MostRefused, $"{load.Samples.Count} searches, of which some come again");
        var share = Repeats.MustBeAnswered(load.Samples, mix);
        var again = Enumerable.Range(0, load.Samples.Count).Count(number => mix.Of(number) is not null);
        var different = load.Samples.Count - again + Math.Min(again, repeated.Length);
        var asked = await Generation.Since(stack, before, Repeats.Different(load.Samples, mix));
        Judgement.Note.Expected = $"at most {different} questions to the model server for {load.Samples.Count} searches, {again} of them among {repeated.Length} that repeat";
        Judgement.Note.Seen = $"{asked} were asked";
        asked.Should().BeLessThanOrEqualTo(different, Judgement.Note.Seen);
        Judgement.Note.Proof = $"{load.Samples.Count} searches with {different} different questions asked the model server {asked} times; {share}";
    }

    private static Traffic Stated(string mix, Func<int, Task<Answer>> ask) => Traffic.OfPromised(mix, ask, new Phase(LoadedStack.Settings.PerMinute / 60.0, LoadedStack.Settings.Duration));

    private static string Seconds(Traffic load, double share) => $"{Quantile.Of(load.Samples.Select(sample => sample.Latency), share):0.00} s";
}
