using System.Diagnostics;
using Archiv.Tests.Support.Engine;

namespace Archiv.Tests.Support.Compose;

/// <summary>The Compose command of this machine, used only to resolve files: no engine is asked.</summary>
public static class ComposeCli
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>Resolves the files as Compose does.</summary>
    /// <param name="files">Absolute paths in the order of <c>-f</c>.</param>
    /// <param name="settings">The variables for interpolation; nothing else of this process's environment reaches Compose.</param>
    /// <exception cref="ComposeException">Compose refuses the files; the message is Compose's own.</exception>
    public static ComposeModel Resolve(IReadOnlyList<string> files, IReadOnlyDictionary<string, string> settings) =>
        new(Config(files, settings));

    /// <summary>Runs <c>up</c> with an engine that does not exist: how far it gets before it asks one. Also a <c>.env</c> beside the file is not read.</summary>
    /// <param name="files">Absolute paths in the order of <c>-f</c>.</param>
    /// <param name="settings">The variables for interpolation.</param>
    public static Execution UpWithoutEngine(IReadOnlyList<string> files, IReadOnlyDictionary<string, string> settings) => Run(
        ["--env-file", "/dev/null", .. files.SelectMany(file => new[] { "-f", file }), "up", "--detach"],
        new Dictionary<string, string>(settings) { ["DOCKER_HOST"] = "unix:///nonexistent/docker.sock" });

    private static string Config(IReadOnlyList<string> files, IReadOnlyDictionary<string, string> settings)
    {
        var ended = Run([.. files.SelectMany(file => new[] { "-f", file }), "config", "--format", "json"], settings);
        return ended.ExitCode == 0 ? ended.Output : throw new ComposeException(ended.Error.Trim());
    }

    private static Execution Run(IReadOnlyList<string> command, IReadOnlyDictionary<string, string> settings)
    {
        var (program, first) = Program();
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        List<string> arguments = [.. first, .. command];
        arguments.ForEach(start.ArgumentList.Add);
        foreach (var inherited in start.Environment.Keys.Where(key => key is not ("PATH" or "HOME" or "DOCKER_CONFIG")).ToList())
        {
            start.Environment.Remove(inherited);
        }

        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start) ?? throw new ComposeException($"{program} does not start");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Deadline))
        {
            process.Kill(entireProcessTree: true);
            throw new ComposeException($"'{program} {command[^1]}' gave no answer within {Deadline.TotalSeconds} s");
        }

        return new Execution(process.ExitCode, output.Result, error.Result, clock.Elapsed);
    }

    // scripts/setup keeps the plugin there when the machine has none; run directly, it needs no docker CLI.
    private static (string Program, string[] First) Program()
    {
        var own = Path.Combine(Repository.Root, ".cache", "docker-cli", "cli-plugins", "docker-compose");
        return File.Exists(own) ? (own, []) : ("docker", ["compose"]);
    }
}
