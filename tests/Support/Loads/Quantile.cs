namespace Archiv.Tests.Support.Loads;

/// <summary>Quantiles of few values; NBomber's histogram serves the many.</summary>
public static class Quantile
{
    /// <summary>The smallest value that at least this share of all does not exceed; not a number where there are none.</summary>
    public static double Of(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? double.NaN : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];
    }

    /// <summary>The middle one.</summary>
    public static double Median(IEnumerable<double> values) => Of(values, 0.5);
}
