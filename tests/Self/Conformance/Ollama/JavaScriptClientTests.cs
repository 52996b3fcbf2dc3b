using System.Diagnostics;
using System.Runtime.CompilerServices;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>The JavaScript client of the original's makers, from the npm registry. Without node or registry it is ignored, on a build server it fails.</summary>
[Category("Npm")]
public sealed class JavaScriptClientTests
{
    private const string Package = "ollama@0.6.4";

    [Test]
    public async Task Every_call_of_the_client_works()
    {
        Target.NeedsStandIn();
        string folder = Directory.CreateTempSubdirectory("conformance-npm-").FullName;
        try
        {
            File.Copy(Path.Combine(Here(), "every-call.mjs"), Path.Combine(folder, "every-call.mjs"));
            CommandResult installed = await RunAsync(folder, "npm", ["install", "--no-package-lock", "--no-audit", "--no-fund", Package], []);
            if (installed.ExitCode != 0)
            {
                string why = $"{Package} cannot be installed: {installed.Errors}";
                Assert.That(Environment.GetEnvironmentVariable("CI"), Is.Null, why);
                Assert.Ignore(why);
            }

            await using OllamaProcess server = await OllamaProcess.StartAsync(TestStore.Empty());
            await using var registry = new FakeRegistry();

            CommandResult result = await RunAsync(folder, "node", ["every-call.mjs"], new() { ["SERVER"] = server.Server.ToString(), ["MODEL"] = registry.Name });

            Assert.That(result.Output + result.Errors, Is.EqualTo($$"""
                version: 0.13.5
                list: 0
                pull in parts: success
                pull: success
                show: gguf
                generate: 4
                generate in parts: 104
                chat: {"person": "Anna"}
                chat in parts: 104
                ps: 1
                abort: AbortError  This operation was aborted
                no such model: ResponseError 404 model 'nosuch' not found
                no such registry: Error  pull model manifest: Get "https://127.0.0.1:1/v2/library/x/manifests/latest": dial tcp 127.0.0.1:1: connect: connection refused
                delete: success
                deleted: ResponseError 404 model '{{registry.Name}}' not found

                """));
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static async Task<CommandResult> RunAsync(string folder, string program, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            using Process process = Process.Start(start)!;
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            Task<string> output = process.StandardOutput.ReadToEndAsync(patience.Token), errors = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new CommandResult(process.ExitCode, await output, await errors, TimeSpan.Zero);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return new CommandResult(127, "", $"{program}: {e.Message}", TimeSpan.Zero);
        }
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
