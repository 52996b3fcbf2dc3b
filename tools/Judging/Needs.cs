using Archiv.Tests.Support.Profiles;

namespace Archiv.Tests.Tools.Judging;

/// <summary>
/// Lets the scripts check a command's arguments before they make anything: with <c>ARCHIV_NEEDS=FILE</c> a command that is asked for
/// something possible only writes the profile that it needs into that file. An empty file means that nothing is left to do.
/// </summary>
internal static class Needs
{
    private static readonly string? File = Environment.GetEnvironmentVariable("ARCHIV_NEEDS");

    /// <summary>True when only the check is wanted.</summary>
    public static bool Asked => !string.IsNullOrEmpty(File);

    /// <summary>Says which of its own profiles scripts/setup has to make ready for this one: the one that pulls, or the one that makes everything.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="runs">The stack runs already: no image of it has to be made.</param>
    public static int Say(Profile profile, bool runs = false)
    {
        System.IO.File.WriteAllText(File!, (profile.Pulls ? "small" : "standin") + (runs ? " --no-images" : ""));
        return ExitCode.Held;
    }
}
