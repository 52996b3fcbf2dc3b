namespace Archiv.Tests.Load;

/// <summary>What an overload was refused.</summary>
internal static class Refusals
{
    private const double Share = 0.95;

    /// <summary>In each step above capacity that refused somebody nearly all of that came early, and the highest step refused somebody.</summary>
    /// <param name="steps">Multiples of capacity with the seconds after which each refusal came.</param>
    /// <param name="early">Seconds.</param>
    public static void MustComeEarly(IReadOnlyList<(double Times, List<double> Refused)> steps, double early)
    {
        Judgement.Note.Expected = $"refusals at {steps[^1].Times}x of capacity, and in each step above it 95 % of them within {early} s";
        Judgement.Note.Seen = string.Join(", ", steps.Select(step => step.Refused.Count == 0 ? $"{step.Times}x: nobody" : $"{step.Times}x: {step.Refused.Count}, 95 % within {Most(step.Refused):0.00} s"));
        steps[^1].Refused.Should().NotBeEmpty(Judgement.Note.Seen);
        steps.Should().OnlyContain(step => step.Refused.Count == 0 || Most(step.Refused) <= early, Judgement.Note.Seen);
    }

    private static double Most(List<double> seconds) => Quantile.Of(seconds, Share);
}
