using System.Diagnostics;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>Waits for something to become true, never longer than a deadline, and says what was last seen.</summary>
internal static class Poll
{
    public static async Task UntilAsync(Func<Task<bool>> condition, TimeSpan deadline, Func<string> lastSeen)
    {
        long start = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!await HoldsAsync(condition))
        {
            if (Stopwatch.GetElapsedTime(start) > deadline)
            {
                throw new AssertionException($"not within {deadline}; last seen: {lastSeen()}");
            }

            await timer.WaitForNextTickAsync();
        }
    }

    public static Task UntilAsync(Func<bool> condition, TimeSpan deadline, Func<string> lastSeen) => UntilAsync(() => Task.FromResult(condition()), deadline, lastSeen);

    private static async Task<bool> HoldsAsync(Func<Task<bool>> condition)
    {
        try
        {
            return await condition();
        }
        catch (System.Net.Sockets.SocketException)
        {
            return false;
        }
    }
}
