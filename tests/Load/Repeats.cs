namespace Archiv.Tests.Load;

/// <summary>Questions of a load that came again: what they must have been answered.</summary>
internal static class Repeats
{
    /// <summary>Each question that had a result before it came again must have one then too: it costs nothing, so nobody may be refused for it.</summary>
    /// <returns>For the report.</returns>
    public static string MustBeAnswered(IReadOnlyList<Sample> samples, RepeatedQuestions mix)
    {
        var known = samples.Where(sample => samples.Any(earlier => Same(earlier, sample, mix) && IsResult(earlier) && earlier.Due + earlier.Latency <= sample.Due)).ToList();
        if (known.Count == 0)
        {
            Unjudged.Because($"no question came again after its result, in {samples.Count} searches with {mix}");
        }

        var refused = known.Count(sample => !IsResult(sample));
        Judgement.Note.Expected = $"a result for each of {known.Count} questions that came again after theirs";
        Judgement.Note.Seen = $"{refused} of them had none";
        refused.Should().Be(0, Judgement.Note.Seen);
        return $"each of {known.Count} that came again after its result had one";
    }

    /// <summary>How many different questions had a result, each of which the model server must have given once.</summary>
    public static int Different(IReadOnlyList<Sample> samples, RepeatedQuestions mix) =>
        samples.Where(IsResult).Select(sample => mix.Of(sample.Number) is { } which ? (true, which) : (false, sample.Number)).Distinct().Count();

    private static bool Same(Sample one, Sample other, RepeatedQuestions mix) => mix.Of(one.Number) is { } which && which == mix.Of(other.Number);

    private static bool IsResult(Sample sample) => sample is { Status: 200, Proper: true };
}
