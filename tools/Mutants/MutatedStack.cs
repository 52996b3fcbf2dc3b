using System.Diagnostics;
using Archiv.Tests.Support;
using Archiv.Tests.Support.Profiles;
using Archiv.Tests.Tools.Judging;

namespace Archiv.Tests.Tools.Mutants;

/// <summary>A copy of compose-under-test with a mutant's change in it.</summary>
internal static class MutatedStack
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    /// <summary>Makes the copy below a directory and returns the profile that judges it.</summary>
    /// <exception cref="WrongUse">A patch does not apply.</exception>
    public static Profile Make(Mutant mutant, string profile, string directory)
    {
        var copy = Path.Combine(directory, "compose-under-test");
        Copy(Repository.ComposeUnderTest, copy);
        foreach (var patch in mutant.Patches)
        {
            Apply(patch, copy);
        }

        if (mutant.Settings is { } settings)
        {
            File.AppendAllText(Path.Combine(copy, "profiles", $"{profile}.env"), "\n" + File.ReadAllText(settings));
        }

        // Mutants run side by side: a port that the user has set cannot belong to all of them.
        return Preflight.Profile(profile, Path.Combine(copy, "docker-compose.prod.yml"), mutant.Overlay is { } overlay ? [overlay] : [])
            .With(("PROXY_PORT", ""));
    }

    /// <summary>Applies a unified diff to a folder.</summary>
    /// <exception cref="WrongUse">It does not apply.</exception>
    public static void Apply(string patch, string folder)
    {
        var start = new ProcessStartInfo("git", ["apply", "-p1", patch]) { WorkingDirectory = folder, RedirectStandardError = true };
        // Inside a checkout git would take the paths as relative to its root, and silently skip them.
        start.Environment["GIT_CEILING_DIRECTORIES"] = Path.GetDirectoryName(folder);
        using var git = Process.Start(start)!;
        var error = git.StandardError.ReadToEndAsync();
        if (!git.WaitForExit(Deadline) || git.ExitCode != 0)
        {
            throw new WrongUse($"{Path.GetFileName(Path.GetDirectoryName(patch))}: {Path.GetFileName(patch)} does not apply: {error.Result.Trim().ReplaceLineEndings(" ")}");
        }
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        }

        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
        }
    }
}
