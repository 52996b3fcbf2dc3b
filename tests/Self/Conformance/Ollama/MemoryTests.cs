using System.Diagnostics;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>A limit of cgroup v2, faked as in the transcript by files in its place; needs the right to mount.</summary>
public sealed class MemoryTests
{
    [Test(Description = "40 M6")]
    public async Task A_load_that_does_not_fit_is_refused()
    {
        await Isolation.NeededAsync();
        using TestStore store = TestStore.WithModels();
        int port = OllamaProcess.FreePort();
        string files = Directory.CreateDirectory(Path.Combine(store.Home, "cgroup")).FullName;
        await File.WriteAllTextAsync(Path.Combine(files, "memory.max"), "20971520\n");
        await File.WriteAllTextAsync(Path.Combine(files, "memory.current"), "1048576\n");
        var start = new ProcessStartInfo("unshare", [.. Isolation.AsRoot, "--mount", "sh", "-c", $"mount --bind {files} /sys/fs/cgroup && exec {OllamaProcess.Program} serve"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["HOME"] = store.Home;
        start.Environment["OLLAMA_HOST"] = $"127.0.0.1:{port}";
        using Process server = Process.Start(start)!;
        Task<string> errors = server.StandardError.ReadToEndAsync();
        try
        {
            var url = new Uri($"http://127.0.0.1:{port}/");
            await Poll.UntilAsync(async () => server.HasExited || (await RawHttp.SendAsync(url, "GET", "/")).Status == 200, TimeSpan.FromSeconds(20), () => "no answer");
            Assert.That(server.HasExited, Is.False, server.HasExited ? await errors : "");

            RawAnswer refused = await url.LoadAsync("slow"), fits = await url.LoadAsync("tiny");

            Assert.That((refused.Status, refused.Body), Is.EqualTo((500, "{\"error\":\"model requires more system memory (" + Size(refused.Body) + ") than is available (19.0 MiB)\"}")));
            Assert.That(fits.Status, Is.EqualTo(200));
        }
        finally
        {
            if (!server.HasExited)
            {
                OllamaProcess.Signal(server.Id, "TERM");
            }

            await server.WaitForExitAsync();
        }

        Assert.That(await errors, Does.Match("level=WARN source=server.go:1033 msg=\"model request too large for system\" requested=\"[\\d.]+ MiB\" available=\"19\\.0 MiB\" total=\"20\\.0 MiB\" free=\"19\\.0 MiB\" swap=\"[^\"]+\"")
            .And.Contain("total=\"20.0 MiB\" available=\"19.0 MiB\""));
    }

    private static string Size(string body) => body[(body.IndexOf('(', StringComparison.Ordinal) + 1)..body.IndexOf(')', StringComparison.Ordinal)];
}
