using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>Pulls that succeed, and what they ask the registry for [20-24, 30].</summary>
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
        Assert.That(registry.Agents.Take(3), Is.All.Match(@"^ollama/0\.13\.5 \(\S+ linux\) Go/go1\."));
        Assert.That(registry.Agents.ElementAt(3), Is.EqualTo("Go-http-client/1.1"), "wherever the blob lies");
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

    [Test(Description = "source: the address of a blob may answer with another")]
    public async Task A_part_that_has_moved_is_followed()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(TestStore.Empty());
        await using var registry = new FakeRegistry { MovesParts = true };

        RawAnswer answer = await server.Server.PostAsync("/api/pull", $$"""{"model":"{{registry.Name}}","insecure":true,"stream":false}""");

        Assert.That(answer.Body, Is.EqualTo("""{"status":"success"}"""));
        Assert.That(registry.Requests, Has.Some.StartsWith("GET /moved/v2/library/tiny/blobs/sha256:"));
    }

    [Test(Description = "source: who asks for a blob that is being fetched watches the same download")]
    public async Task A_second_caller_shares_the_download()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(TestStore.Empty());
        await using var registry = new FakeRegistry(2_000_000) { Rate = 1_000_000 };
        string request = $$"""{"model":"{{registry.Name}}","insecure":true}""";
        Task<RawAnswer> first = server.Server.PostAsync("/api/pull", request);
        await Poll.UntilAsync(() => registry.Requests.Any(r => r.EndsWith(" 0-1999999", StringComparison.Ordinal)), TimeSpan.FromSeconds(10), () => server.Errors);

        RawAnswer second = await server.Server.PostAsync("/api/pull", request);

        Assert.That((second.Lines[^1], (await first).Lines[^1]), Is.EqualTo(("""{"status":"success"}""", """{"status":"success"}""")));
        long[] completed = [.. second.Lines.Select(l => JsonNode.Parse(l)!).Where(l => (long?)l["total"] == 2_000_000).Select(l => (long?)l["completed"] ?? 0).Distinct()];
        Assert.That(completed, Has.Length.GreaterThan(3).And.Some.InRange(1, 1_999_999));
        Assert.That(registry.Requests.Count(r => r.EndsWith(" 0-1999999", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test(Description = "22: a second for a small blob, and a line every 60 ms")]
    public async Task Progress_comes_sixteen_times_a_second()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(TestStore.Empty(), ("STANDIN_PULL_TICK_MS", ""));
        await using var registry = new FakeRegistry();

        RawAnswer answer = await server.Server.PostAsync("/api/pull", $$"""{"model":"{{registry.Name}}","insecure":true}""");

        int[] lines = [.. answer.Lines.Where(l => l.Contains("\"digest\"", StringComparison.Ordinal)).GroupBy(l => JsonNode.Parse(l)!["digest"]!.ToString()).Select(g => g.Count())];
        Assert.That(lines, Has.Length.EqualTo(3).And.All.InRange(8, 18), "a busy machine makes fewer");
    }
}
