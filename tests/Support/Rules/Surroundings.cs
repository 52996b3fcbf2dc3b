using System.Diagnostics;
using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Compose.Reading;
using Archiv.Tests.Support.Profiles;

namespace Archiv.Tests.Support.Rules;

/// <summary>What lies beside a compose file.</summary>
public static class Surroundings
{
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

    /// <summary>A <c>.env</c> beside the first file that is under version control; null where none is, or no git is there to say so.</summary>
    public static string? CommittedEnv(IReadOnlyList<string> files)
    {
        if (Beside(files, ".env") is not { } env)
        {
            return null;
        }

        try
        {
            var start = new ProcessStartInfo("git", ["ls-files", "--error-unmatch", "--", ".env"])
            {
                WorkingDirectory = Path.GetDirectoryName(env),
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var git = Process.Start(start);
            return git is not null && git.WaitForExit(Deadline) && git.ExitCode == 0 ? env : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static string? Beside(IReadOnlyList<string> files, string name) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(files[0]))!, name) is var file && File.Exists(file) ? file : null;
}
