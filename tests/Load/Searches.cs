namespace Archiv.Tests.Load;

/// <summary>What users search for.</summary>
internal static class Searches
{
    /// <summary>A search ends within this time, in seconds, as its caller sees it (ADR-034 §5; 2 s for the way).</summary>
    public const double Limit = 62;

    /// <summary>When a caller hangs up: whoever did so at the limit would never see who is late.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(Limit + 5);

    /// <summary>A question that nobody asked before.</summary>
    public static Func<int, Task<Answer>> Different(Stack stack) => number => stack.Search.Ask(SearchClient.Unique(LoadedStack.Settings.Topics[number % LoadedStack.Settings.Topics.Count]), Patience);

    /// <summary>The mix in which a share of the questions is among a few that come again and again.</summary>
    /// <param name="stack">Who is asked.</param>
    /// <param name="repeated">Those questions, in the order of the profile's.</param>
    public static Func<int, Task<Answer>> Repeating(Stack stack, IReadOnlyList<string> repeated) => number =>
        LoadedStack.Settings.Repeats.Of(number) is { } which ? stack.Search.Ask(repeated[which], Patience) : Different(stack)(number);

    /// <summary>How long a search takes when nobody else searches: the median of a few, in seconds.</summary>
    /// <param name="stack">Who is asked.</param>
    /// <param name="few">How often.</param>
    public static async Task<double> Alone(Stack stack, int few = 5)
    {
        List<Answer> answers = [];
        for (var number = 0; number < few; number++)
        {
            answers.Add(await Different(stack)(number));
        }

        if (answers.FirstOrDefault(answer => answer.Status != 200) is { } refused)
        {
            Unjudged.Because($"precondition failed: a search alone was not answered: {refused}");
        }

        return Quantile.Median(answers.Select(answer => answer.Elapsed.TotalSeconds));
    }

    /// <summary>A result or a 503 within the limit.</summary>
    public static bool InTime(Sample sample) => sample.Status is 200 or 503 && sample.Latency <= Limit;

    /// <summary>Every answer is a result or a 503 within the limit.</summary>
    public static void EndInTime(IReadOnlyCollection<Sample> samples)
    {
        var against = samples.Where(sample => !InTime(sample)).ToList();
        Judgement.Note.Expected = $"200 or 503 within {Limit:0} s for each of {samples.Count} searches";
        Judgement.Note.Seen = against.Count == 0
            ? $"slowest {samples.Max(sample => sample.Latency):0.0} s"
            : $"{against.Count} others, such as {(against[0].Status == 0 ? "no answer" : against[0].Status)} after {against[0].Latency:0.0} s";
        against.Should().BeEmpty(Judgement.Note.Seen);
    }

    /// <summary>Share of the searches that had a result.</summary>
    public static double Results(IReadOnlyCollection<Sample> samples) => samples.Count(sample => sample.Status == 200) / (double)Math.Max(1, samples.Count);

    /// <summary>Latencies of the answers with that status, in seconds.</summary>
    public static IEnumerable<double> Latencies(IEnumerable<Sample> samples, int status) =>
        samples.Where(sample => sample.Status == status).Select(sample => sample.Latency);
}
