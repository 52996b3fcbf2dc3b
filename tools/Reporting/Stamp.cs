using System.Diagnostics;
using System.Security.Cryptography;
using Archiv.Tests.Support;

namespace Archiv.Tests.Tools.Reporting;

/// <summary>Facts that tie a report to what it was made from.</summary>
internal static class Stamp
{
    /// <summary>The commit of this repository and whether tracked files differ from it; null outside a checkout.</summary>
    public static (string? Commit, bool Dirty) Git()
    {
        var commit = Output("rev-parse", "HEAD");
        return (commit, commit is not null && Output("status", "--porcelain", "--untracked-files=no") is { Length: > 0 });
    }

    /// <summary>SHA-256 of a file in lower-case hexadecimal.</summary>
    public static string Sha256(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));

    /// <summary>A path as reports show it: relative where it lies in the repository.</summary>
    public static string Shown(string path)
    {
        var relative = Path.GetRelativePath(Repository.Root, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    private static string? Output(params string[] arguments)
    {
        var start = new ProcessStartInfo("git") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root };
        arguments.ToList().ForEach(start.ArgumentList.Add);
        try
        {
            using var git = Process.Start(start)!;
            git.ErrorDataReceived += (_, _) => { };
            git.BeginErrorReadLine();
            var output = git.StandardOutput.ReadToEndAsync();
            return git.WaitForExit(TimeSpan.FromSeconds(10)) && git.ExitCode == 0 ? output.Result.Trim() : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
