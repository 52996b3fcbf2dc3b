namespace Archiv.Tests.Load;

/// <summary>C2: more than the model server can compute.</summary>
public sealed class OverloadRows
{
    private static readonly double[] Multiples = [1, 2, 5, 10];
    // Load after the overload, in capacities: the queue must be able to drain.
    private const double After = 0.6;

    // Of what the first step gave, and of what one after the other could be: were the first step bad too, the others would look good.
    private const double LeastGoodput = 0.7;
    private const double LeastOfAlone = 0.6;

    private static readonly TimeSpan Early = TimeSpan.FromSeconds(2);

    [Test, Guarantee("C2", Kind.Load)]
    public async Task Far_above_capacity_the_backend_must_refuse_early_and_keep_answering_as_many_as_before()
    {
        var stack = await LoadedStack.Get();
        var settings = LoadedStack.Settings;
        // Asked anew: a machine that has become slower since the first load is not the backend's fault.
        var alone = await Searches.Alone(stack, few: 3);
        Phase[] phases = [.. Multiples.Select(times => new Phase(times / alone, settings.Step, $" at {times}x")), new Phase(After / alone, settings.Recovery + settings.Step, " afterwards")];
        var load = Traffic.OfPromised("search", Searches.Different(stack), phases);

        var before = (await Generation.In(stack)).Count;

        await OpenLoad.Run(load);

        Searches.EndInTime(load.Samples);
        LoadedStack.Overloaded = true;
        var shed = Multiples.Index().Where(step => step.Item > 1).Select(step => (Times: step.Item, Refused: Searches.Latencies(load.In(step.Index), 503).ToList())).ToList();
        Refusals.MustComeEarly(shed, Early.TotalSeconds);
        var sheds = Judgement.Note.Seen;

        // Who waited and was given up at the timeout may have begun to be computed.
        var (results, late) = (load.Samples.Count(sample => sample.Status == 200), Searches.Latencies(load.Samples, 503).Count(latency => latency > Early.TotalSeconds));
        var computed = await Generation.Since(stack, before, results);
        Judgement.Note.Expected = "whoever is refused early costs the model server nothing: it is asked as often as there are results and late refusals";
        Judgement.Note.Seen = $"it was asked {computed} times for {results} results, {late} late and {load.Samples.Count - results - late} early refusals";
        computed.Should().BeLessThanOrEqualTo(results + late, Judgement.Note.Seen);

        var goodput = Multiples.Select((_, phase) => load.ResultsDuring(phase) / settings.Step.TotalSeconds).ToList();
        var least = Math.Max(LeastGoodput * goodput[0], LeastOfAlone / alone);
        Judgement.Note.Expected = $"as many results in each step as at capacity: {least * 60:0} a minute at least (a step sees a dozen)";
        Judgement.Note.Seen = string.Join(", ", Multiples.Select((times, phase) => $"{times}x: {goodput[phase] * 60:0} a minute"));
        goodput.Min().Should().BeGreaterThanOrEqualTo(least, Judgement.Note.Seen);
        var shown = Judgement.Note.Seen;

        var recovered = load.In(phases.Length - 1, settings.Recovery);
        var after = recovered.Any(sample => sample.Status == 200) ? Quantile.Median(Searches.Latencies(recovered, 200)) : double.PositiveInfinity;
        Judgement.Note.Expected = $"{settings.Recovery.TotalSeconds} s after the overload, results as fast as alone ({alone:0.00} s), twice that at most, and nobody refused";
        Judgement.Note.Seen = $"median {after:0.00} s, {recovered.Count(sample => sample.Status != 200)} of {recovered.Count} refused";
        recovered.Should().OnlyContain(sample => sample.Status == 200, Judgement.Note.Seen);
        after.Should().BeLessThanOrEqualTo(2 * alone, Judgement.Note.Seen);
        Judgement.Note.Proof = $"{load.Samples.Count} searches, slowest {load.Samples.Max(sample => sample.Latency):0.0} s; results at {shown}; refused at {sheds}; {settings.Recovery.TotalSeconds} s later a search takes {after:0.00} s";
    }
}
