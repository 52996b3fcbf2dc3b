using System.Diagnostics;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
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
        string[] ranges = [.. registry.Requests.Where(r => r.Contains("? ", StringComparison.Ordinal)).Select(r => r.Split(' ')[^1])];
        Assert.That(ranges[1], Is.EqualTo("1000-" + ranges[0].Split('-')[1]), "it goes on where it broke");
    }

    [Test(Description = "source: what other parts have got meanwhile still counts")]
    public async Task Progress_never_goes_back()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(TestStore.Empty());
        await using var registry = new FakeRegistry(150_000_000) { Rate = 60_000_000, CutAfter = 10_000_000, Cuts = 1 };

        RawAnswer answer = await server.Server.PostAsync("/api/pull", $$"""{"model":"{{registry.Name}}","insecure":true}""");

        long[] completed = [.. answer.Lines.Select(l => JsonNode.Parse(l)!).Where(l => (long?)l["total"] == 150_000_000).Select(l => (long?)l["completed"] ?? 0)];
        Assert.That(answer.Lines[^1], Is.EqualTo("""{"status":"success"}"""));
        Assert.That(server.Errors, Does.Contain("attempt 0 failed: unexpected EOF"));
        Assert.That(completed, Is.Ordered.And.Length.GreaterThan(5));
    }

    [Test(Description = "issues (kubeai 378): a registry that falls silent is asked again after half a minute, for the rest only")]
    [Category("Slow")]
    public async Task A_silent_part_is_asked_for_again()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(TestStore.Empty());
        await using var registry = new FakeRegistry { SilentAfter = 1000, Silences = 1 };
        long start = Stopwatch.GetTimestamp();

        RawAnswer answer = await server.Server.PostAsync("/api/pull", $$"""{"model":"{{registry.Name}}","insecure":true,"stream":false}""");

        Assert.That(answer.Body, Is.EqualTo("""{"status":"success"}"""));
        Assert.That(Stopwatch.GetElapsedTime(start).TotalSeconds, Is.InRange(29.5, 45));
        Assert.That(server.Errors, Does.Match("level=INFO source=download.go:370 msg=\"[0-9a-f]{12} part 0 stalled; retrying. If this persists, press ctrl-c to exit, then 'ollama pull' to find a faster connection.\""));
        Assert.That(registry.Requests.Where(r => r.Contains("? 1000-", StringComparison.Ordinal)).ToArray(), Has.Length.EqualTo(1));
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

    [Test(Description = "source: a caller who leaves ends the download, and the next one goes on from there")]
    public async Task A_download_ends_with_its_last_caller()
    {
        TestStore store = TestStore.Empty();
        await using OllamaProcess server = await OllamaProcess.StartAsync(store);
        await using var registry = new FakeRegistry(3_000_000) { Rate = 1_000_000 };
        string blobs = Path.Combine(store.Models, "blobs");
        using (var caller = new TcpClient("127.0.0.1", server.Server.Port))
        {
            string body = $$"""{"model":"{{registry.Name}}","insecure":true,"stream":false}""";
            await caller.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST /api/pull HTTP/1.1\r\nHost: x.local\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
            await Poll.UntilAsync(() => registry.Requests.Any(r => r.EndsWith(" 0-2999999", StringComparison.Ordinal)), TimeSpan.FromSeconds(10), () => server.Errors);
            using var some = new PeriodicTimer(TimeSpan.FromMilliseconds(300));
            await some.WaitForNextTickAsync();
        }

        await Poll.UntilAsync(() => Directory.GetFiles(blobs, "*-partial-0").Any(f => !File.ReadAllText(f).Contains("\"Completed\":0}", StringComparison.Ordinal)), TimeSpan.FromSeconds(5), () => server.Errors);
        registry.Rate = 0;
        RawAnswer next = await server.Server.PostAsync("/api/pull", $$"""{"model":"{{registry.Name}}","insecure":true,"stream":false}""");

        Assert.That(next.Body, Is.EqualTo("""{"status":"success"}"""));
        Assert.That(registry.Requests.Where(r => r.EndsWith("-2999999", StringComparison.Ordinal)).ElementAt(1), Does.Not.Contain("? 0-"));
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
