using Archiv.Tests.Support.Compose;

namespace Archiv.Tests.Load;

/// <summary>What users search for.</summary>
internal static class Searches
{
    // The stacks of this suite differ in speed and never in it.
    private static readonly Lazy<double> Bound = new(() => SearchLimit.Of(ComposeCli.Resolve(Profile.Current.Files, Profile.Current.Settings), Profile.Current));

    /// <summary>A search ends within this time, in seconds, as its caller sees it (ADR-034 §5): the timeout that the operator set, and 2 s for the way.</summary>
    public static double Limit => Bound.Value;

    /// <summary>When a caller hangs up: whoever did so at the limit would never see who is late.</summary>
    public static TimeSpan Patience => TimeSpan.FromSeconds(Limit + 5);

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

        if (answers.FirstOrDefault(answer => !answer.IsResult) is { } refused)
        {
            Unjudged.Because($"precondition failed: a search alone was not answered: {refused}");
        }

        return Quantile.Median(answers.Select(answer => answer.Elapsed.TotalSeconds));
    }

    /// <summary>A result or a 503 within the limit.</summary>
    public static bool InTime(Sample sample) => InTime(sample, Limit);

    /// <summary>A result or a clean refusal within a time, in seconds.</summary>
    public static bool InTime(Sample sample, double limit) => sample.Status is 200 or 503 && sample.Proper && sample.Latency <= limit;

    /// <summary>The answer is what its status says; other statuses speak for themselves.</summary>
    public static bool Proper(Answer answer) => answer.Status switch
    {
        200 => answer.IsResult,
        503 => answer.IsRefusal,
        _ => true,
    };

    /// <summary>Every answer is a result or a 503 within the limit.</summary>
    public static void EndInTime(IReadOnlyCollection<Sample> samples) => EndInTime(samples, Limit);

    /// <summary>The same with a limit in seconds.</summary>
    public static void EndInTime(IReadOnlyCollection<Sample> samples, double limit)
    {
        var against = samples.Where(sample => !InTime(sample, limit)).ToList();
        Judgement.Note.Expected = $"a result or a clean 503 within {limit:0} s for each of {samples.Count} searches";
        Judgement.Note.Seen = against.Count == 0
            ? $"slowest {samples.Max(sample => sample.Latency):0.0} s"
            : $"{against.Count} others, such as {Says(against[0])} after {against[0].Latency:0.0} s";
        against.Should().BeEmpty(Judgement.Note.Seen);
    }

    private static string Says(Sample sample) => sample.Status == 0 ? "no answer" : $"{sample.Status}{(sample.Proper ? "" : sample.Status == 200 ? " that is no result" : " that is no clean refusal")}";

    /// <summary>Share of the searches that had a result.</summary>
    public static double Results(IReadOnlyCollection<Sample> samples) => samples.Count(sample => sample is { Status: 200, Proper: true }) / (double)Math.Max(1, samples.Count);

    /// <summary>The stated share of the searches ended with a result.</summary>
    /// <param name="samples">All of them.</param>
    /// <param name="share">How many of one.</param>
    /// <param name="what">For the report, as the end of „a result for 95 % of …“.</param>
    /// <param name="beside">What belongs beside the share that was seen.</param>
    public static void HaveResults(IReadOnlyCollection<Sample> samples, double share, string what, string beside = "")
    {
        Judgement.Note.Expected = $"a result for {share:P0} of {what}";
        Judgement.Note.Seen = $"{Results(samples):P1}{beside}";
        Results(samples).Should().BeGreaterThanOrEqualTo(share, Judgement.Note.Seen);
    }

    /// <summary>Latencies of the answers with that status, in seconds.</summary>
    public static IEnumerable<double> Latencies(IEnumerable<Sample> samples, int status) =>
        samples.Where(sample => sample.Status == status).Select(sample => sample.Latency);
}
