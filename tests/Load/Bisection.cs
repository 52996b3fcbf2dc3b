namespace Archiv.Tests.Load;

/// <summary>Finds the largest load that holds: from a first guess in growing steps until one holds and one does not, then by halves.</summary>
internal static class Bisection
{
    // From 1/8 on, doubled: to three times the guess and beyond, or down to nothing.
    private const int MostSteps = 5;

    /// <summary>Tries loads.</summary>
    /// <param name="guess">Where to begin, in multiples.</param>
    /// <param name="resolution">First step, and how near the two must come.</param>
    /// <param name="holds">Tries a multiple.</param>
    /// <returns>The largest multiple that held, 0 where none did; the smallest that did not, null where all did.</returns>
    public static async Task<(double Kept, double? Lost)> Of(double guess, double resolution, Func<double, Task<bool>> holds)
    {
        var (kept, lost) = (0.0, (double?)null);
        var (times, step) = (guess, resolution);
        for (var tried = 0; tried <= MostSteps && times > 0 && (kept == 0 || lost is null); tried++, step *= 2)
        {
            await Try(times);
            times += lost is null ? step : -step;
        }

        while (kept > 0 && lost is { } most && most - kept > resolution * 1.001)
        {
            await Try((kept + most) / 2);
        }

        return (kept, lost);

        async Task Try(double at) => (kept, lost) = await holds(at) ? (at, lost) : (kept, at);
    }
}
