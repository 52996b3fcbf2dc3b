using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>Which blobs go, and when.</summary>
[Parallelizable]
public sealed class TidyingTests
{
    [TestCase("", false, TestName = "Ollama [source] a newer version replaces the blobs of the older")]
    [TestCase("1", true, TestName = "Ollama [issues: ollama 12221] OLLAMA_NOPRUNE keeps the blobs of the older version")]
    public async Task A_newer_version(string noPrune, bool kept)
    {
        TestStore store = TestStore.Empty();
        await using var registry = new FakeRegistry();
        string old = store.Add("tiny", await File.ReadAllBytesAsync(TestStore.ModelFile("tiny2")), "{}", host: $"127.0.0.1:{registry.Port}");
        await using OllamaProcess server = await OllamaProcess.StartAsync(store, ("OLLAMA_NOPRUNE", noPrune));

        RawAnswer answer = await server.Server.PostAsync("/api/pull", $$"""{"model":"{{registry.Name}}","insecure":true,"stream":false}""");

        Assert.That((answer.Body, File.Exists(old)), Is.EqualTo(("""{"status":"success"}""", kept)));
    }

    [Test(Description = "issues (ollama 7515, 13885): nothing is removed while a manifest cannot be read")]
    public async Task A_broken_manifest_stops_the_tidying()
    {
        TestStore store = TestStore.WithModels();
        string old = Path.Combine(store.Models, "blobs", "sha256-" + new string('a', 64)), manifest = Path.Combine(store.Models, "manifests/registry.ollama.ai/library/broken/latest");
        await File.WriteAllTextAsync(old, "x");
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddHours(-2));
        Directory.CreateDirectory(Path.GetDirectoryName(manifest)!);
        await File.WriteAllTextAsync(manifest, "");
        await using OllamaProcess server = await OllamaProcess.StartAsync(store);

        Assert.That(File.Exists(old), Is.True);
        Assert.That(server.Errors, Does.Match("level=WARN source=routes.go:\\d+ msg=\"corrupt manifests detected, skipping prune operation.  Re-pull or delete to clear\" error=\"registry.ollama.ai/library/broken:latest EOF\""));
        Assert.That((await server.RunAsync("list")).Output, Does.Not.Contain("broken").And.Contain("tiny"));
        Assert.That(server.Errors, Does.Match("level=WARN source=manifest.go:\\d+ msg=\"bad manifest\" name=registry.ollama.ai/library/broken:latest error=EOF"));
    }

    [Test(Description = "source; beyond-adr B12: unreferenced blobs and partial files go after an hour, unless OLLAMA_NOPRUNE")]
    public async Task Old_leftovers_are_removed_at_the_start()
    {
        TestStore store = TestStore.WithModels();
        string blobs = Path.Combine(store.Models, "blobs"), old = Path.Combine(blobs, "sha256-" + new string('a', 64)), young = Path.Combine(blobs, "sha256-" + new string('b', 64) + "-partial");
        await File.WriteAllTextAsync(old, "x");
        await File.WriteAllTextAsync(young, "x");
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddHours(-2));
        await using (OllamaProcess keeping = await OllamaProcess.StartAsync(null, ("OLLAMA_MODELS", store.Models), ("OLLAMA_NOPRUNE", "1")))
        {
            Assert.That(File.Exists(old), Is.True);
        }

        await using OllamaProcess server = await OllamaProcess.StartAsync(store);

        Assert.That((File.Exists(old), File.Exists(young)), Is.EqualTo((false, true)));
        Assert.That(server.Errors, Does.Contain("msg=\"total unused blobs removed: 1\""));
    }
}
