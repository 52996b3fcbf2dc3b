using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Archiv.Tests.Support;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Clients;

/// <summary>A program of this folder that uses a client from the npm registry, run with exactly the locked packages.</summary>
internal static class NpmClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly string[] Files = ["package.json", "package-lock.json", "script.mjs"];

    /// <summary>Installs the packages of a folder, runs its script, and compares exit code and output with its expected.txt.</summary>
    /// <exception cref="AssertionException">Node, npm or the registry is missing, or something differs.</exception>
    public static async Task MustPassAsync(string name, params (string Name, string Value)[] environment)
    {
        var source = Path.Combine(Repository.Root, "tests", "Self", "Conformance", "Clients", name);
        var folder = Path.Combine(Repository.Root, "artifacts", "npm", $"{name}-{Environment.ProcessId}");
        Directory.CreateDirectory(folder);
        try
        {
            foreach (var file in Files)
            {
                File.Copy(Path.Combine(source, file), Path.Combine(folder, file), overwrite: true);
            }

            var (installed, _, installing) = await RunAsync(folder, "npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"]);
            Assert.That(installed, Is.Zero, $"npm ci failed; is its registry reachable from here (npm ping)?\n{installing}");

            var (exitCode, output, errors) = await RunAsync(folder, "node", ["script.mjs"], environment);
            await TestContext.Out.WriteAsync(output);
            Assert.That(output.TrimEnd('\n').Split('\n'), Is.EqualTo(await File.ReadAllLinesAsync(Path.Combine(source, "expected.txt"))).AsCollection, errors);
            Assert.That(exitCode, Is.Zero, errors);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Runs a program in a folder for at most three minutes.</summary>
    /// <exception cref="AssertionException">It is not installed.</exception>
    internal static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string folder, string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Start(start);
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end within {Patience.TotalMinutes:0} minutes.");
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new AssertionException($"{start.FileName} is not installed: scripts/test installs it on Debian (apt-get install nodejs npm).");
        }
    }
}
