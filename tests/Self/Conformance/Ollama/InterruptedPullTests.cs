using System.Diagnostics;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>Pulls that break, fall silent or lose their caller, and go on [30 R13].</summary>
[Parallelizable]
public sealed class InterruptedPullTests
{
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

    [Test(Description = "issues (ollama 13552, 17484): how much is fetched stands in the log, and what a registry refused")]
    public async Task A_refused_blob_is_asked_for_again()
    {
        await using OllamaProcess server = await OllamaProcess.StartAsync(TestStore.Empty());
        await using var registry = new FakeRegistry(150_000_000) { Refusals = 2 };

        RawAnswer answer = await server.Server.PostAsync("/api/pull", $$"""{"model":"{{registry.Name}}","insecure":true,"stream":false}""");

        Assert.That(answer.Body, Is.EqualTo("""{"status":"success"}"""));
        Assert.That(server.Errors, Does.Match("level=INFO source=download.go:177 msg=\"downloading [0-9a-f]{12} in 2 100 MB part\\(s\\)\"").And.Match("msg=\"downloading [0-9a-f]{12} in 1 13 B part"));
        Assert.That(server.Errors.Split("msg=\"failed to get direct URL; backing off and retrying\" err=\"503: ").Skip(1).Select(l => l.Split('"')[0]), Is.EqualTo((string[])["busy", "unexpected EOF"]));
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
}
