namespace Archiv.Tests.Support.Loads;

/// <summary>A straight line through points, with the 95 % confidence interval of its slope.</summary>
/// <param name="PerStep">Growth of y for each 1 of x.</param>
/// <param name="Margin">Half the width of the interval.</param>
public sealed record Slope(double PerStep, double Margin)
{
    // Neighbouring samples are alike; means of blocks are nearly independent, and enough of them bring Student's t close to this.
    private const int Blocks = 20;
    private const double Student95 = 2.10;

    /// <summary>As many points as it takes.</summary>
    public const int LeastPoints = 2 * Blocks;

    /// <summary>The lower end of the interval: above 0 means that it grows.</summary>
    public double Least => PerStep - Margin;

    /// <summary>The upper end of the interval.</summary>
    public double Most => PerStep + Margin;

    /// <summary>Fits by least squares through the means of twenty blocks.</summary>
    /// <param name="points"><see cref="LeastPoints"/> at least, in the order of x.</param>
    /// <exception cref="ArgumentException">There are fewer.</exception>
    public static Slope Of(IReadOnlyList<(double X, double Y)> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Count < LeastPoints)
        {
            throw new ArgumentException($"{points.Count} points are too few for a slope: {LeastPoints}", nameof(points));
        }

        var means = Enumerable.Range(0, Blocks)
            .Select(block => points.Skip(block * points.Count / Blocks).Take(((block + 1) * points.Count / Blocks) - (block * points.Count / Blocks)).ToList())
            .Select(block => (X: block.Average(point => point.X), Y: block.Average(point => point.Y))).ToList();
        var (x, y) = (means.Average(point => point.X), means.Average(point => point.Y));
        var spread = means.Sum(point => (point.X - x) * (point.X - x));
        var slope = means.Sum(point => (point.X - x) * (point.Y - y)) / spread;
        var residual = means.Sum(point => Math.Pow(point.Y - y - (slope * (point.X - x)), 2)) / (Blocks - 2);
        return new Slope(slope, Student95 * Math.Sqrt(residual / spread));
    }
}
