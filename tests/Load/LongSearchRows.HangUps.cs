namespace Archiv.Tests.Load;

/// <content>C4: callers who leave.</content>
public sealed partial class LongSearchRows
{
    // Callers leave when a fifth is computed: were the rest computed all the same, the next one would wait for 0.8 searches more.
    private const double Soon = 0.2;
    private const double Patient = 1.5;

    // Of a search, for what the model server works on after its caller has gone: half of what it would have left.
    private const double Ended = Soon + 0.4;

    // As many as the production file lets in: one is computed, two wait.
    private const int Crowd = 3;

    // Each meets the ghosts of its own crowd; one slow answer of a real model is none.
    private const int Nexts = 3;

    [Test, Guarantee("C4", Kind.Fault)]
    public async Task Callers_that_hang_up_at_once_must_free_the_model_server_for_the_next_one()
    {
        var on = await Given();
        await Served(on, async _ =>
        {
            var gone = await Task.WhenAll(Enumerable.Range(0, Crowd).Select(_ => on.Search.Ask(SearchClient.Unique("Fotos aus Ulm"), Leaving)));
            gone.Should().OnlyContain(answer => answer.Status == 0, "all of them hang up before their answer");
            return gone.Length;
        });
    }

    [Test, Guarantee("C4", Kind.Load)]
    public async Task Under_a_load_of_callers_that_hang_up_the_next_patient_one_must_not_wait_for_ghosts()
    {
        var on = await Given();
        var length = TimeSpan.FromSeconds(Math.Ceiling(LoadedStack.Settings.Step.TotalSeconds / Nexts));
        await Served(on, async turn =>
        {
            var impatient = new Traffic("impatient search", _ => on.Search.Ask(SearchClient.Unique("Briefe aus Jena"), Leaving), new Phase(4 / alone, length, $" in turn {turn}"));
            await OpenLoad.Run(impatient);
            impatient.Samples.Should().Contain(sample => sample.Status == 0, "some of them hang up");
            return impatient.Samples.Count(sample => sample.Status == 0);
        });
    }

    private TimeSpan Leaving => TimeSpan.FromSeconds(Soon * alone);

    // In turn callers leave and a patient one asks: the model server is done with those who left, and it has time for the one who stays.
    private async Task Served(Stack on, Func<int, Task<int>> leave)
    {
        var (left, nexts, work) = (0, new List<double>(), new List<double>());
        for (var turn = 1; turn <= Nexts; turn++)
        {
            var before = (await Generation.In(on)).Count;
            left += await leave(turn);
            var next = await on.Search.Ask(SearchClient.Unique("Urkunden aus Bonn"), Searches.Patience);
            Judgement.Note.Expected = "a result for the next one";
            Judgement.Note.Seen = next.ToString();
            next.IsResult.Should().BeTrue(next.ToString());
            nexts.Add(next.Elapsed.TotalSeconds);
            // The last line is the next one's own; who left before the model server was asked has none.
            var computed = await Generation.After(on, before, 1, TimeSpan.FromSeconds(alone));
            work.AddRange(computed.SkipLast(1).Select(done => done.Seconds));
        }

        Judgement.Note.Expected = $"a result within {Patient} times the {alone:0.0} s that a search takes alone, for the middle one of {Nexts}";
        Judgement.Note.Seen = string.Join(", ", nexts.Select(seconds => $"{seconds:0.0} s"));
        var waited = Judgement.Note.Seen;
        Quantile.Median(nexts).Should().BeLessThanOrEqualTo(Patient * alone, waited);

        if (work.Count == 0)
        {
            Unjudged.Because($"none of {left} callers who left had reached the model server");
        }

        Judgement.Note.Container = (await on.Service(on.Profile.Ollama)).Name;
        Judgement.Note.Expected = $"by its own log the model server to be done within {Ended * alone:0.0} s with whoever left after {Soon * alone:0.0} s";
        Judgement.Note.Seen = $"it worked for {work.Max():0.0} s on one of {work.Count}";
        work.Should().OnlyContain(seconds => seconds <= Ended * alone, Judgement.Note.Seen);
        Judgement.Note.Proof = $"{left} callers hung up after {Soon * alone:0.0} s, for {work.Count} of whom the model server worked for {work.Max():0.0} s at most; the next ones had their results in {waited}; alone a search takes {alone:0.0} s";
    }
}
