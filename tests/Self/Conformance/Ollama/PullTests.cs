using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>Pulls that succeed, and what they leave on the disk [20-24, 30].</summary>
[Parallelizable]
public sealed class PullTests
{
    [TestCase(0, TestName = "Ollama [22] pull: a header Location on the blob")]
    [TestCase(1, TestName = "Ollama [24] pull: a redirect to another host")]
    public async Task A_pull_stores_the_model(int answer)
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(TestStore.Empty());
        await using var registry = new FakeRegistry { Blobs = (BlobAnswer)answer };

        RawAnswer pulled = await server.Server.PostAsync("/api/pull", $$"""{"model":"{{registry.Name}}","insecure":true}""");

        Assert.That((pulled.Status, pulled.Header("Content-Type")), Is.EqualTo((200, "application/x-ndjson")));
        Assert.That(pulled.Lines[0], Is.EqualTo("""{"status":"pulling manifest"}"""));
        Assert.That(pulled.Lines[1], Does.Match("""^\{"status":"pulling [0-9a-f]{12}","digest":"sha256:[0-9a-f]{64}","total":\d+(,"completed":\d+)?\}$"""));
        Assert.That(string.Concat(pulled.Lines.TakeLast(3)), Is.EqualTo("""{"status":"verifying sha256 digest"}{"status":"writing manifest"}{"status":"success"}"""));
        Assert.That((await server.RunAsync("list")).Output, Does.Contain(registry.Name + ":latest    "));
        Assert.That((await server.Server.GenerateAsync(registry.Name)).Status, Is.EqualTo(200));
        Assert.That(Directory.GetFiles(Path.Combine(server.Store.Models, "blobs")), Has.Length.EqualTo(3).And.All.Not.Contains("partial"));
        Assert.That(File.Exists(Path.Combine(server.Store.Models, "manifests", registry.Name, "latest")), Is.True);
    }

    [Test(Description = "22: manifest, then per blob HEAD, GET and GET of a range; nothing but the manifest for what is there")]
    public async Task The_registry_is_asked_as_by_the_original()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(TestStore.Empty());
        await using var registry = new FakeRegistry();

        CommandResult first = await server.RunAsync("pull", "--insecure", registry.Name);
        string[] asked = [.. registry.Requests];
        registry.Requests.Clear();
        CommandResult second = await server.RunAsync("pull", "--insecure", registry.Name);

        Assert.That((first.ExitCode, second.ExitCode), Is.EqualTo((0, 0)));
        Assert.That(asked, Has.Length.EqualTo(10));
        Assert.That(asked[0], Is.EqualTo("GET /v2/library/tiny/manifests/latest"));
        Assert.That(asked[1], Does.Match("^HEAD /v2/library/tiny/blobs/sha256:[0-9a-f]{64}$"));
        Assert.That(asked[2], Is.EqualTo("GET" + asked[1][4..]));
        Assert.That(asked[3], Does.Match("^GET /v2/library/tiny/blobs/sha256:[0-9a-f]{64}\\? 0-\\d+$"));
        Assert.That(registry.Requests.Single(), Is.EqualTo(asked[0]));
        Assert.That(first.Errors, Does.Contain("pulling manifest \e[K").And.Contain("100% ▕██████████████████▏ ").And.Contain("success \e[K"));
        Assert.That(first.Output, Is.Empty);
    }

    [Test(Description = "22: not streamed")]
    public async Task One_answer_for_all_of_it()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(TestStore.Empty());
        await using var registry = new FakeRegistry();

        RawAnswer answer = await server.Server.PostAsync("/api/pull", $$"""{"model":"{{registry.Name}}","insecure":true,"stream":false}""");

        Assert.That((answer.Status, answer.Header("Content-Type"), answer.Body), Is.EqualTo((200, "application/json", """{"status":"success"}""")));
    }

    [Test(Description = "30 R1, source: TLS with a CA from SSL_CERT_FILE")]
    public async Task Over_tls_with_an_own_authority()
    {
        using X509Certificate2 certificate = FakeRegistry.Certificate("localhost");
        TestStore store = TestStore.Empty();
        string file = Path.Combine(store.Home, "ca.crt");
        await File.WriteAllTextAsync(file, certificate.ExportCertificatePem());
        await using OllamaProcess server = await OllamaProcess.StartAsync(store, ("SSL_CERT_FILE", file));
        await using var registry = new FakeRegistry(certificate: certificate);

        CommandResult result = await server.RunAsync("pull", $"localhost:{registry.Port}/library/tiny");

        Assert.That(result.ExitCode, Is.Zero, result.Errors);
    }

    [Test(Description = "30 R13: broken off in the middle, the model is not listed; finished parts are not fetched again")]
    public async Task A_pull_goes_on_where_it_was_broken_off()
    {
        TestStore store = TestStore.Empty();
        await using OllamaProcess server = await OllamaProcess.StartAsync(store);
        await using var registry = new FakeRegistry(150_000_000) { Rate = 60_000_000 };
        Task<RawAnswer> pull = server.Server.PostAsync("/api/pull", $$"""{"model":"{{registry.Name}}","insecure":true}""");
        string blobs = Path.Combine(store.Models, "blobs");

        // The second part of 50 MB ends first.
        await Poll.UntilAsync(() => Directory.GetFiles(blobs, "*-partial-1").Any(f => File.ReadAllText(f).Contains("\"Completed\":5", StringComparison.Ordinal)), TimeSpan.FromSeconds(20), () => server.Errors);
        await server.EndAsync("KILL");
        Assert.That((await pull).CutOff, Is.True);
        string partial = Directory.GetFiles(blobs, "*-partial").Single();
        Assert.That(new FileInfo(partial).Length, Is.EqualTo(150_000_000), "of full size at once");
        Assert.That(File.ReadAllText(partial + "-0"), Is.EqualTo("{\"N\":0,\"Offset\":0,\"Size\":100000000,\"Completed\":0}\n"));
        Assert.That(Directory.Exists(Path.Combine(store.Models, "manifests", "127.0.0.1:" + registry.Port)), Is.False);

        registry.Rate = 0;
        registry.Requests.Clear();
        CommandResult list = await OllamaProcess.RunAsync(new Dictionary<string, string> { ["OLLAMA_HOST"] = server.Server.Authority }, "list");
        Assert.That(list.ExitCode, Is.EqualTo(1));
        await using OllamaProcess again = await OllamaProcess.StartAsync(null, ("OLLAMA_MODELS", store.Models));
        RawAnswer answer = await again.Server.PostAsync("/api/pull", $$"""{"model":"{{registry.Name}}","insecure":true,"stream":false}""");

        Assert.That(answer.Body, Is.EqualTo("""{"status":"success"}"""));
        Assert.That(registry.Requests.Where(r => r.EndsWith(" 0-99999999", StringComparison.Ordinal) || r.EndsWith("-149999999", StringComparison.Ordinal)).ToArray(), Has.Length.EqualTo(1).And.One.EndsWith("? 0-99999999"));
        string blob = partial[..^"-partial".Length];
        await using FileStream file = File.OpenRead(blob);
        Assert.That("sha256-" + Convert.ToHexStringLower(await SHA256.HashDataAsync(file)), Is.EqualTo(Path.GetFileName(blob)));
    }

    [Test(Description = "source: a part that breaks is fetched again, a second later")]
    public async Task A_broken_part_is_tried_again()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(TestStore.Empty());
        await using var registry = new FakeRegistry { CutAfter = 1000, Cuts = 1 };

        RawAnswer answer = await server.Server.PostAsync("/api/pull", $$"""{"model":"{{registry.Name}}","insecure":true,"stream":false}""");

        Assert.That(answer.Body, Is.EqualTo("""{"status":"success"}"""));
        Assert.That(server.Errors, Does.Match("source=download.go:\\d+ msg=\"[0-9a-f]{12} part 0 attempt 0 failed: unexpected EOF, retrying in 1s\""));
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
