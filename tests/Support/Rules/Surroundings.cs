using System.Diagnostics;
using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Compose.Reading;
using Archiv.Tests.Support.Profiles;

namespace Archiv.Tests.Support.Rules;

/// <summary>What lies beside a compose file.</summary>
public static class Surroundings
{
    // What git ends with when it looked and found nothing.
    private const int NotListed = 1;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    /// <summary>The <c>.env.example</c> beside the first file; null where there is none.</summary>
    public static string? EnvExample(IReadOnlyList<string> files) => Beside(files, ".env.example");

    /// <summary>The names that it lists; null where there is none.</summary>
    public static IReadOnlyList<string>? Listed(IReadOnlyList<string> files) =>
        EnvExample(files) is { } example ? EnvFile.NamesIn(FileText.Read(example, asked: null, new Budget()).Split('\n')) : null;

    /// <summary>The variables of a file such as <c>.env</c>, as Compose reads it.</summary>
    /// <exception cref="ComposeSyntaxException">It cannot be read.</exception>
    public static IReadOnlyDictionary<string, string> Variables(string file) =>
        DotEnv.Read(file, asked: null, new VariableSource(new Dictionary<string, string>(), Symbolic: false), new Budget());

    /// <summary>
    /// What the <c>.env.example</c> beside the first file says, no complete set of values: what is empty in it, or not listed, whoever deploys sets. Null where there is none.
    /// </summary>
    /// <exception cref="ComposeSyntaxException">It cannot be read.</exception>
    public static IReadOnlyDictionary<string, string>? ExampleValues(IReadOnlyList<string> files) =>
        EnvExample(files) is { } example ? Variables(example).Where(pair => pair.Value.Length > 0).ToDictionary(StringComparer.Ordinal) : null;

    /// <summary>A <c>.env</c> beside the first file that is under version control, or why that cannot be known; both null where there is none, or no repository around it.</summary>
    public static (string? Committed, (string File, string Why)? Unseen) CommittedEnv(IReadOnlyList<string> files)
    {
        if (Beside(files, ".env") is not { } env || !IsInRepository(Path.GetDirectoryName(env)))
        {
            return (null, null);
        }

        try
        {
            // The repository may be somebody else's, and must not have its own programs started.
            var start = new ProcessStartInfo("git", ["-c", "safe.directory=*", "-c", "core.fsmonitor=false", "ls-files", "--error-unmatch", "--", ".env"])
            {
                WorkingDirectory = Path.GetDirectoryName(env),
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var git = Process.Start(start)!;
            var said = git.StandardError.ReadToEndAsync();
            return !git.WaitForExit(Deadline) ? (null, (env, $"git gave no answer within {Deadline.TotalSeconds} s"))
                : git.ExitCode == 0 ? (env, null)
                : git.ExitCode == NotListed ? (null, null)
                : (null, (env, said.Result.Split('\n')[0]));
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (null, (env, "there is no git"));
        }
    }

    private static bool IsInRepository(string? folder)
    {
        while (folder is not null && !Path.Exists(Path.Combine(folder, ".git")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder is not null;
    }

    private static string? Beside(IReadOnlyList<string> files, string name) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(files[0]))!, name) is var file && File.Exists(file) ? file : null;
}
