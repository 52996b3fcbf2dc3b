namespace Archiv.Tests.Load;

/// <summary>Finds the largest load that holds: by halves below a ceiling, then by doubling it for as long as it still holds.</summary>
internal static class Bisection
{
    private const int Doublings = 3;

    /// <summary>Tries loads.</summary>
    /// <param name="ceiling">Where to begin, in multiples.</param>
    /// <param name="halves">How often to halve.</param>
    /// <param name="holds">Tries a multiple.</param>
    /// <returns>The largest multiple that held, 0 where none did; the smallest that did not, null where all did.</returns>
    public static async Task<(double Kept, double? Lost)> Of(double ceiling, int halves, Func<double, Task<bool>> holds)
    {
        var (kept, lost) = (0.0, (double?)null);
        for (var half = 0; half < halves; half++)
        {
            await Try((kept + (lost ?? ceiling)) / 2);
        }

        for (var doubling = 0; lost is null && doubling <= Doublings; doubling++, ceiling *= 2)
        {
            await Try(ceiling);
        }

        return (kept, lost);

        async Task Try(double times) => (kept, lost) = await holds(times) ? (times, lost) : (kept, times);
    }
}
