namespace Archiv.Tests.Self.NBomber;

/// <summary>Known delays: timers of .NET fire up to a tick of the system's coarse clock early, these never do.</summary>
internal static class Wait
{
    public static Task NoLessThan(int milliseconds) => NoLessThan(TimeSpan.FromMilliseconds(milliseconds));

    public static async Task NoLessThan(TimeSpan time)
    {
        var begin = TimeProvider.System.GetTimestamp();
        for (var left = time; left > TimeSpan.Zero; left = time - TimeProvider.System.GetElapsedTime(begin))
        {
            // Whole milliseconds, rounded up: less than one would be none.
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)));
        }
    }
}
