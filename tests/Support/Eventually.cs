using System.Diagnostics;
using Archiv.Tests.Support.Guarantees;
using NUnit.Framework;

namespace Archiv.Tests.Support;

/// <summary>The one place that waits: polls with a deadline and says what was last seen.</summary>
public static class Eventually
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>Polls until <paramref name="accept"/> says yes; otherwise the row is broken with what was last seen.</summary>
    /// <param name="what">What is waited for, as the end of „waited for …“.</param>
    /// <param name="observe">One observation; an exception counts as seen and is tried again.</param>
    /// <param name="accept">True ends the wait.</param>
    /// <param name="within">The deadline.</param>
    /// <param name="say">How an observation reads in the report; its own text by default.</param>
    /// <param name="where">The container that shows it; by default the one that the row named before.</param>
    /// <exception cref="AssertionException">The deadline passed.</exception>
    public static async Task<T> Seen<T>(string what, Func<Task<T>> observe, Func<T, bool> accept, TimeSpan within, Func<T, string>? say = null, Func<T, string>? where = null)
    {
        var (value, met, last) = await Poll(observe, accept, within, say);
        if (!met)
        {
            Judgement.Note.Look(where is null || value is null ? null : where(value), $"{what} within {within.TotalSeconds:0} s", last);
            Assert.Fail($"waited {within.TotalSeconds:0} s for {what}; last seen: {last}");
        }

        return value!;
    }

    /// <summary>The same for what a row presupposes: when it does not come, the row is unknown, not broken.</summary>
    public static async Task<T> Given<T>(string what, Func<Task<T>> observe, Func<T, bool> accept, TimeSpan within, Func<T, string>? say = null)
    {
        var (value, met, last) = await Poll(observe, accept, within, say);
        if (!met)
        {
            Unjudged.Because($"precondition failed: waited {within.TotalSeconds:0} s for {what}; last seen: {last}");
        }

        return value!;
    }

    /// <summary>Polls likewise and judges nothing: for healing, which has to go on whatever it sees.</summary>
    /// <returns>What was seen last; the default where nothing was.</returns>
    public static async Task<T?> Last<T>(Func<Task<T>> observe, Func<T, bool> accept, TimeSpan within) => (await Poll(observe, accept, within, null)).Value;

    /// <summary>Lets time pass in which nobody asks anything: for rows about what idle time does, where there is nothing to poll for.</summary>
    /// <param name="time">How long; counts as a wait that no implementation could avoid.</param>
    public static async Task Idle(TimeSpan time)
    {
        Judgement.Note.Waited += time.TotalSeconds;
        using var once = new PeriodicTimer(time);
        await once.WaitForNextTickAsync();
    }

    private static async Task<(T? Value, bool Met, string Last)> Poll<T>(
        Func<Task<T>> observe, Func<T, bool> accept, TimeSpan within, Func<T, string>? say)
    {
        var clock = Stopwatch.StartNew();
        using var ticks = new PeriodicTimer(Interval);
        var last = "nothing";
        T? value = default;
        Exception? trouble;
        do
        {
            trouble = null;
            try
            {
                value = await observe();
                last = (say is null ? value?.ToString() : say(value)) ?? "null";
                if (accept(value))
                {
                    return (value, true, last);
                }
            }
            catch (Exception observed) when (observed is not (ResultStateException or OutOfMemoryException))
            {
                trouble = Trouble.Is(observed) ? observed : null;
                last = $"{observed.GetType().Name}: {observed.Message}";
            }
        }
        while (clock.Elapsed < within && await ticks.WaitForNextTickAsync());

        // Who could not look to the end has not seen that it did not come.
        return trouble is null ? (value, false, last) : throw trouble as ToolException ?? new ToolException($"nobody could look to the end of {within.TotalSeconds:0} s", trouble);
    }
}
