using System.Globalization;
using Archiv.Tests.Support.Profiles;

namespace Archiv.Tests.Support.Loads;

/// <summary>The load that the owner states, from the profile's <c>LOAD_…</c> settings.</summary>
/// <param name="profile">The profile.</param>
public sealed class LoadSettings(Profile profile)
{
    /// <summary>Natural-language searches a minute under which the promise must hold (C1).</summary>
    public int PerMinute => Number("LOAD_PER_MINUTE");

    /// <summary>Users who cause them; only for the report.</summary>
    public int Users => Number("LOAD_USERS");

    /// <summary>The settings in words; null where the profile states no load that can be read.</summary>
    public static string? Stated(Profile profile)
    {
        try
        {
            return $"{new LoadSettings(profile)}";
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Reads every setting that a load needs.</summary>
    /// <exception cref="InvalidOperationException">One is missing or cannot be read; the message names it and its file.</exception>
    public void Check() => _ = $"{this} {Recovery} {MemoryLasts} {WaitingSetting}";

    /// <inheritdoc />
    public override string ToString() => $"{PerMinute} searches a minute by {Users} users for {Duration.TotalSeconds:0} s, steps of {Step.TotalSeconds:0} s above it, {Questions} different questions about {Topics.Count} topics, in the second mix {Repeats}";

    /// <summary>What questions are about; each is made different from all others.</summary>
    public IReadOnlyList<string> Topics => Texts("LOAD_TOPICS");

    /// <summary>The second mix of C1.</summary>
    public RepeatedQuestions Repeats => new(
        Texts("LOAD_REPEATED"),
        Number("LOAD_REPEATED_PERCENT") is <= 100 and var percent ? percent : throw new InvalidOperationException($"LOAD_REPEATED_PERCENT={Number("LOAD_REPEATED_PERCENT")} in {profile.File} is more than 100"));

    /// <summary>The backend's setting for how many searches may wait behind the one that is computed.</summary>
    public string WaitingSetting => profile.Required("WAITING_SETTING");

    /// <summary>How long the stated load lasts.</summary>
    public TimeSpan Duration => Seconds("LOAD_SECONDS");

    /// <summary>How long each step of C2 and each probe of C5 lasts.</summary>
    public TimeSpan Step => Seconds("LOAD_STEP_SECONDS");

    /// <summary>After an overload, latency is back to normal within this time (C2).</summary>
    public TimeSpan Recovery => Seconds("LOAD_RECOVERY_SECONDS");

    /// <summary>Different questions that A6.6 asks.</summary>
    public int Questions => Number("LOAD_QUESTIONS");

    /// <summary>How long the model server's memory must last at the stated load before its limit (A6.6); a day where the profile says nothing.</summary>
    public TimeSpan MemoryLasts => TimeSpan.FromHours(profile.Settings.ContainsKey("LOAD_MEMORY_HOURS") ? Number("LOAD_MEMORY_HOURS") : 24);

    /// <summary>Settings of the loaded stack that differ, such as the speed of a stand-in; none with a real model server.</summary>
    public (string Key, string Value)[] With => Changes("LOAD_WITH");

    /// <summary>Settings of a stack that is asked many questions (A6.6).</summary>
    public (string Key, string Value)[] ManyWith => Changes("LOAD_MANY_WITH");

    /// <summary>Settings of a stack whose searches are long (C4, U1).</summary>
    public (string Key, string Value)[] LongWith => Changes("LOAD_LONG_WITH");

    private TimeSpan Seconds(string key) => TimeSpan.FromSeconds(Number(key));

    private int Number(string key) => int.TryParse(profile.Required(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
        ? number
        : throw new InvalidOperationException($"{key}={profile.Required(key)} in {profile.File} is no whole number above 0");

    private string[] Texts(string key) => profile.Required(key).Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } texts
        ? texts
        : throw new InvalidOperationException($"{key} in {profile.File} names no question: write some, apart by |");

    private (string Key, string Value)[] Changes(string key) =>
    [
        .. profile.Settings.GetValueOrDefault(key, "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(change => change.Split('=', 2)).Select(change => (change[0], change.Length > 1 ? change[1] : "")),
    ];
}
