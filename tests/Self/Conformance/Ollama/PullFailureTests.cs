using System.Diagnostics;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>Pulls that fail: text, exit code and time [20, 21, 23-25].</summary>
[Parallelizable]
public sealed class PullFailureTests
{
    private OllamaProcess _server = null!;

    [OneTimeSetUp]
    public async Task StartAServer()
    {
        _server = await OllamaProcess.StartAsync();
    }

    [OneTimeTearDown]
    public async Task StopTheServer()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    [Test(Description = "21")]
    public async Task No_location_header()
    {
        await using var registry = new FakeRegistry(1_300_000) { Blobs = BlobAnswer.Plain };

        await FailsAsync(registry.Name, "http: no Location header in response", insecure: true);

        Assert.That(Directory.GetFiles(Path.Combine(_server.Store.Models, "blobs")).Any(f => f.Contains("-partial-0", StringComparison.Ordinal)), Is.True, "leaves its notes");
        Assert.That(Directory.GetFiles(Path.Combine(_server.Store.Models, "blobs"), "*-partial").Select(f => new FileInfo(f).Length), Has.Some.Positive, "and the room for all of it");
        registry.Requests.Clear();
        await FailsAsync(registry.Name, "http: no Location header in response", insecure: true);
        Assert.That(registry.Requests.Select(r => r.Split(' ')[0]), Is.EqualTo((string[])["GET", "GET"]), "and knows the size the next time");
    }

    [Test(Description = "21")]
    public async Task Plain_http_without_the_flag()
    {
        await using var registry = new FakeRegistry();

        await FailsAsync(registry.Name, $"pull model manifest: Get \"https://{registry.Name.Replace("/library", "/v2/library", StringComparison.Ordinal)}/manifests/latest\": http: server gave HTTP response to HTTPS client");
        await FailsAsync("http://" + registry.Name, $"pull model manifest: Get \"https://127.0.0.1:{registry.Port}/v2/library/tiny/manifests/latest\": http: server gave HTTP response to HTTPS client");
    }

    [Test(Description = "21")]
    public async Task A_model_that_the_registry_lacks()
    {
        await using var registry = new FakeRegistry();

        await FailsAsync($"127.0.0.1:{registry.Port}/library/nosuch", "pull model manifest: file does not exist", insecure: true);
    }

    [Test(Description = "23")]
    public async Task Refused()
    {
        int port = OllamaProcess.FreePort();

        await FailsAsync($"127.0.0.1:{port}/library/tiny", $"pull model manifest: Get \"https://127.0.0.1:{port}/v2/library/tiny/manifests/latest\": dial tcp 127.0.0.1:{port}: connect: connection refused");
        await FailsAsync($"127.0.0.1:{port}/library/tiny", $"pull model manifest: Get \"http://127.0.0.1:{port}/v2/library/tiny/manifests/latest\": dial tcp 127.0.0.1:{port}: connect: connection refused", insecure: true);

        Assert.That(_server.Errors, Does.Contain("level=INFO source=images.go:730 msg=\"request failed: Get \\\"https://127.0.0.1:"));
    }

    [Test(Description = "23: a model that is there stays usable")]
    public async Task A_model_that_is_there_is_pulled_in_vain_and_stays()
    {
        int port = OllamaProcess.FreePort();
        TestStore store = TestStore.Empty();
        store.Add("tiny", await File.ReadAllBytesAsync(TestStore.ModelFile("tiny")), "{}", host: $"127.0.0.1:{port}");
        await using OllamaProcess server = await OllamaProcess.StartAsync(store);

        CommandResult pull = await server.RunAsync("pull", $"127.0.0.1:{port}/library/tiny");

        Assert.That(pull.ExitCode, Is.EqualTo(1));
        Assert.That(pull.Errors, Does.Contain("connect: connection refused"));
        Assert.That((await server.Server.GenerateAsync($"127.0.0.1:{port}/library/tiny")).Status, Is.EqualTo(200));
    }

    [Test(Description = "30 R7")]
    public async Task An_untrusted_certificate()
    {
        using X509Certificate2 certificate = FakeRegistry.Certificate("localhost");
        await using var registry = new FakeRegistry(certificate: certificate);

        await FailsAsync($"localhost:{registry.Port}/library/tiny",
            $"pull model manifest: Get \"https://localhost:{registry.Port}/v2/library/tiny/manifests/latest\": tls: failed to verify certificate: x509: certificate signed by unknown authority");
    }

    [Test(Description = "source: the blob is gone, so the next pull fetches it anew")]
    public async Task A_digest_that_does_not_match()
    {
        await using var registry = new FakeRegistry(700_000) { Corrupt = true };

        await FailsAsync(registry.Name, "digest mismatch, file must be downloaded again: want sha256:[0-9a-f]{64}, got sha256:[0-9a-f]{64}", insecure: true, pattern: true);
        Assert.That((await _server.RunAsync("list")).Output, Does.Not.Contain(registry.Name));

        registry.Corrupt = false;
        Assert.That((await _server.RunAsync("pull", "--insecure", registry.Name)).ExitCode, Is.Zero);
    }

    [Test(Description = "source: a store that cannot be written; here its folder of blobs is gone")]
    public async Task A_store_that_cannot_be_written()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(TestStore.Empty());
        await using var registry = new FakeRegistry();
        string blobs = Path.Combine(server.Store.Models, "blobs");
        Directory.Delete(blobs);

        RawAnswer answer = await server.Server.PostAsync("/api/pull", $$"""{"model":"{{registry.Name}}","insecure":true,"stream":false}""");

        Assert.That(answer.Status, Is.EqualTo(500));
        Assert.That(answer.Body, Does.Match($"^{{\"error\":\"open {blobs}.*: no such file or directory\"}}$"));
    }

    [Test(Description = "20: not streamed it is a status, streamed it is a line")]
    public async Task Both_forms_of_the_interface()
    {
        int port = OllamaProcess.FreePort();
        string text = $"pull model manifest: Get \\\"https://127.0.0.1:{port}/v2/library/tiny/manifests/latest\\\": dial tcp 127.0.0.1:{port}: connect: connection refused";

        RawAnswer one = await _server.Server.PostAsync("/api/pull", $$"""{"model":"127.0.0.1:{{port}}/library/tiny","stream":false}""");
        RawAnswer lines = await _server.Server.PostAsync("/api/pull", $$"""{"model":"127.0.0.1:{{port}}/library/tiny"}""");

        Assert.That((one.Status, one.Header("Content-Type"), one.Body), Is.EqualTo((500, "application/json", $"{{\"error\":\"{text}\"}}")));
        Assert.That((lines.Status, lines.Header("Content-Type"), lines.Body), Is.EqualTo((200, "application/x-ndjson", $"{{\"status\":\"pulling manifest\"}}\n{{\"error\":\"{text}\"}}\n")));
    }

    [Test(Description = "25: packets that nobody answers, 30 s")]
    [Category("Slow")]
    public async Task A_silent_address_times_out_after_half_a_minute()
    {
        // A listener whose queue is full drops the next connections.
        using var full = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.InterNetwork, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        int port = ((IPEndPoint)full.LocalEndPoint!).Port;
        using var first = new System.Net.Sockets.TcpClient("127.0.0.1", port);
        long start = Stopwatch.GetTimestamp();

        RawAnswer answer = await _server.Server.PostAsync("/api/pull", $$"""{"model":"127.0.0.1:{{port}}/library/tiny","stream":false}""");

        Assert.That(answer.Body, Does.Contain($"dial tcp 127.0.0.1:{port}: i/o timeout"));
        Assert.That(Stopwatch.GetElapsedTime(start).TotalSeconds, Is.InRange(29.5, 33));
    }

    [Test(Description = "issues (ollama 17484): where the bytes are is asked for again for half a minute")]
    [Category("Slow")]
    public async Task A_blob_that_is_gone_between_two_questions()
    {
        await using var registry = new FakeRegistry(900_000) { Refusals = int.MaxValue };
        long start = Stopwatch.GetTimestamp();

        RawAnswer answer = await _server.Server.PostAsync("/api/pull", $$"""{"model":"{{registry.Name}}","insecure":true,"stream":false}""");

        Assert.That((answer.Status, answer.Body), Is.EqualTo((500, """{"error":"context deadline exceeded"}""")));
        Assert.That(Stopwatch.GetElapsedTime(start).TotalSeconds, Is.InRange(29.5, 33));
        Assert.That(registry.Requests.Count(r => r.Contains("/blobs/", StringComparison.Ordinal)), Is.InRange(10, 40), "it waits longer and longer");
    }

    [TestCase("127.0.0.1:99999", "Get \"https://127.0.0.1:99999/v2/library/tiny/manifests/latest\": dial tcp: address 99999: invalid port", TestName = "Ollama [source] pull: a port that is too large")]
    [TestCase("host:abc", "parse \"https://host:abc/v2/library/tiny/manifests/latest\": invalid port \":abc\" after host", TestName = "Ollama [source] pull: a port that is no number")]
    [TestCase("a..b", "Get \"https://a..b/v2/library/tiny/manifests/latest\": dial tcp: lookup a..b: no such host", TestName = "Ollama [source] pull: a host that is no name")]
    public async Task A_registry_that_cannot_be(string host, string error) => await FailsAsync($"{host}/library/tiny", "pull model manifest: " + error);

    [Test(Description = "facts 4: only 307 leads to another host")]
    public async Task A_blob_that_moved_with_the_wrong_status()
    {
        await using var registry = new FakeRegistry(650_000) { Blobs = BlobAnswer.Moved };

        await FailsAsync(registry.Name, "unexpected status code 302", insecure: true);
    }

    [Test(Description = "source: an address that is none is asked for again, as whatever fails")]
    [Category("Slow")]
    public async Task A_blob_that_is_nowhere()
    {
        await using var registry = new FakeRegistry(660_000) { Blobs = BlobAnswer.Nowhere };

        Assert.That((await _server.Server.PostAsync("/api/pull", $$"""{"model":"{{registry.Name}}","insecure":true,"stream":false}""")).Body, Is.EqualTo("""{"error":"context deadline exceeded"}"""));
        Assert.That(_server.Errors, Does.Contain("failed to parse Location header \\\"http://[x\\\""));
    }

    [Test(Description = "source: what is refused at once begins with its status")]
    public async Task A_bad_name_is_refused_with_its_status()
        => Assert.That((await _server.RunAsync("pull", "a b")).Errors, Does.EndWith("Error: 400 Bad Request: invalid model name\n"));

    private async Task FailsAsync(string name, string error, bool insecure = false, bool pattern = false)
    {
        CommandResult result = await _server.RunAsync(["pull", .. insecure ? (string[])["--insecure"] : [], name]);

        string last = result.Errors.TrimEnd('\n').Split('\n')[^1];
        Assert.That((result.ExitCode, result.Output), Is.EqualTo((1, "")));
        Assert.That(result.Errors, Does.Contain("\e[1Gpulling manifest \e[K"));
        Assert.That(last, pattern ? Does.Match($"^Error: {error}$") : Is.EqualTo("Error: " + error));
    }
}
