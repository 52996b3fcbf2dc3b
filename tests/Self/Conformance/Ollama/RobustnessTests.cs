using System.Net.Sockets;
using System.Text;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>Odd, large, slow and many: the server answers with an error or waits, and never ends.</summary>
public sealed class RobustnessTests
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

    [TearDown]
    public async Task ItStillAnswers() => Assert.That((await RawHttp.SendAsync(_server.Server, "GET", "/")).Body, Is.EqualTo("Ollama is running"));

    [TestCase("Content-Length: 40\r\n\r\n{\"model\":", "unexpected EOF", TestName = "Ollama [source] a body that is cut off")]
    [TestCase("Transfer-Encoding: chunked\r\n\r\nzz\r\n", "invalid byte in chunk length", TestName = "Ollama [source] a chunk that is none")]
    public async Task A_broken_body_is_answered(string rest, string error)
    {
        RawAnswer answer = await RawHttp.SendAsync(_server.Server, Encoding.Latin1.GetBytes($"POST /api/generate HTTP/1.1\r\nHost: localhost\r\n{rest}"), end: true);

        Assert.That(answer.StatusLine, Is.EqualTo("HTTP/1.1 400 Bad Request"));
        Assert.That(answer.Body, Is.EqualTo($"{{\"error\":\"{error}\"}}"));
    }

    [Test]
    public async Task Http_1_0_is_answered_without_chunks()
    {
        RawAnswer answer = await RawHttp.SendAsync(_server.Server, "POST /api/show HTTP/1.0\r\nContent-Length: 16\r\n\r\n{\"model\":\"tiny\"}"u8.ToArray());

        Assert.That(answer.StatusLine, Is.EqualTo("HTTP/1.0 200 OK"));
        Assert.That(answer.Header("Transfer-Encoding"), Is.Null);
        Assert.That(answer.Body, Does.EndWith("}"));
    }

    [Test]
    public async Task Requests_one_after_another_on_one_connection()
    {
        byte[] twice = "GET /api/version HTTP/1.1\r\nHost: localhost\r\n\r\nPOST /api/generate HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n3\r\n{\"m\r\n10;x=y\r\nodel\":\"nosuch\"}\n\r\n0\r\n\r\n"u8.ToArray();

        RawAnswer answer = await RawHttp.SendAsync(_server.Server, twice);

        Assert.That(answer.Body, Does.Contain("0.13.5").And.Contain("HTTP/1.1 404 Not Found").And.EndsWith("{\"error\":\"model 'nosuch' not found\"}"));
    }

    [Test]
    public async Task A_body_that_waits_to_be_asked_for()
    {
        RawAnswer answer = await RawHttp.SendAsync(_server.Server, "POST", "/api/generate", "{\"model\":\"nosuch\"}", "Expect: 100-continue\r\n");

        Assert.That(answer.Status, Is.EqualTo(404));
    }

    [Test]
    public async Task Twenty_megabytes_of_text()
    {
        RawAnswer answer = await _server.Server.PostAsync("/api/generate", $$"""{"model":"tiny","stream":false,"prompt":"{{new string('a', 20_000_000)}}"}""");

        Assert.That(answer.Status, Is.EqualTo(200));
        Assert.That(answer.Body, Does.Contain("\"prompt_eval_count\":512"), "cut to the context");
    }

    [TestCase(9_000, 400, TestName = "Ollama [source] deep JSON is read")]
    [TestCase(100_000, 400, TestName = "Ollama [source] JSON that is too deep is refused")]
    public async Task Deep_json(int depth, int status)
    {
        RawAnswer answer = await _server.Server.PostAsync("/api/chat", $$"""{"format":{{new string('[', depth)}}{{new string(']', depth)}},"model":""}""");

        Assert.That(answer.Status, Is.EqualTo(status));
        Assert.That(answer.Body, Is.EqualTo(depth > 10_000 ? "{\"error\":\"exceeded max depth\"}" : "{\"error\":\"model is required\"}"));
    }

    [Test]
    public async Task A_deep_schema_does_not_end_the_server()
    {
        string schema = string.Concat(Enumerable.Repeat("""{"type":"object","required":["a"],"properties":{"a":""", 2_000)) + """{"type":"string"}""" + new string('}', 4_000);

        RawAnswer answer = await _server.Server.PostAsync("/api/generate", $$"""{"model":"tiny","prompt":"x","format":{{schema}}}""");

        Assert.That(answer.Status, Is.EqualTo(500));
    }

    [Test]
    public async Task A_request_in_single_bytes_is_served()
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(_server.Server.Host, _server.Server.Port);
        foreach (byte one in "GET /api/version HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"u8.ToArray())
        {
            await client.GetStream().WriteAsync(new[] { one });
        }

        using var reader = new StreamReader(client.GetStream());
        Assert.That(await reader.ReadToEndAsync(), Does.EndWith("{\"version\":\"0.13.5\"}"));
    }

    [TestCase(1_200, TestName = "Ollama odd requests: a short run")]
    [TestCase(10_000, TestName = "Ollama odd requests: ten thousand, some of 20 MB", Category = "Nightly")]
    public async Task Odd_requests_leave_no_trace(int count)
    {
        Fuzz.NeedsTheNight(count);
        var random = new Random(count);
        int answered = await SendOddAsync(random, WarmUp, someLarge: true);
        long before = await LevelAsync();

        answered += await SendOddAsync(random, count - WarmUp, someLarge: count > 2_000);

        long after = await LevelAsync();
        await TestContext.Out.WriteLineAsync($"{before / 1e6:F1} MB after {WarmUp} requests, {after / 1e6:F1} MB after {count}, {answered} answered");
        Assert.That(answered, Is.GreaterThan(count * 9 / 10), "none is cut off by its sender: hardly any may go without an answer");
        Assert.That(after - before, Is.LessThan(Slack), "memory");
        Assert.That(_server.Errors, Does.Not.Contain("panic recovered"));
    }

    // All paths are compiled and all threads are there.
    private const int WarmUp = 400;

    // Pages around what is still used, and code for what only a rare request needs. A hundred bytes kept of each of the 10,000 would not show; a body would.
    private const long Slack = 6 << 20;

    private static readonly byte[] Large = Encoding.ASCII.GetBytes(
        $"POST /api/generate HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20000000\r\n\r\n{{\"model\":\"nosuch\",\"prompt\":\"{new string('a', 19_999_968)}");

    // A large body lets the server make its heap small: what is left is what it holds. The lowest of three idle seconds, because it waits for one.
    private async Task<long> LevelAsync()
    {
        Assert.That(await IsAnsweredAsync(Large, CancellationToken.None), "it is read to its end");
        long lowest = long.MaxValue, end = Environment.TickCount64 + 3_000;
        await Poll.UntilAsync(
            () => (lowest = Math.Min(lowest, OllamaProcess.ResidentMemory(_server.Pid))) > 0 && Environment.TickCount64 > end, TimeSpan.FromSeconds(10), () => $"{lowest}");
        return lowest;
    }

    /// <summary>Sends them and says how many were answered.</summary>
    private async Task<int> SendOddAsync(Random random, int count, bool someLarge)
    {
        string[] starts = ["", "GET ", "POST /api/generate HTTP/1.1\r\nHost: localhost\r\nContent-Length: 40\r\n\r\n", "POST /api/chat HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60\r\n\r\n{\"model\":\"tiny\",\"messages\":",
            "POST /api/pull HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n", "DELETE /api/"];
        byte[][] requests = [.. Enumerable.Range(0, count).Select(n => someLarge && n % 200 == 100 ? Large : Odd(random, starts))];
        int answered = 0;
        await Parallel.ForEachAsync(requests, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (bytes, cancel) =>
        {
            if (await IsAnsweredAsync(bytes, cancel))
            {
                Interlocked.Increment(ref answered);
            }
        });
        return answered;
    }

    /// <summary>An answer says what was wrong. Only a reset may come without one.</summary>
    private async Task<bool> IsAnsweredAsync(byte[] bytes, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        using var client = new TcpClient();
        using var answer = new MemoryStream();
        bool reset = false;
        try
        {
            await client.ConnectAsync(_server.Server.Host, _server.Server.Port, patience.Token);
            NetworkStream stream = client.GetStream();
            reset = !await SendAllAsync(client, stream, bytes, patience.Token);
            await stream.CopyToAsync(answer, patience.Token);
        }
        catch (IOException)
        {
            reset = true;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            Assert.Fail($"no end within 30 s: {Encoding.Latin1.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, 300)))}");
        }

        string text = Encoding.Latin1.GetString(answer.ToArray());
        Assert.That(text, Does.Match(reset ? @"\A(\z|HTTP/1\.[01] [45]\d\d )" : @"\AHTTP/1\.[01] [45]\d\d "));
        return text.Length > 0;
    }

    // Who is refused before the end of its request is reset: the answer is there all the same.
    private static async Task<bool> SendAllAsync(TcpClient client, NetworkStream stream, byte[] bytes, CancellationToken cancel)
    {
        try
        {
            await stream.WriteAsync(bytes, cancel);
            client.Client.Shutdown(SocketShutdown.Send);
            return true;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            return false;
        }
    }

    private static byte[] Odd(Random random, string[] starts)
    {
        byte[] noise = new byte[random.Next(1, 300)];
        random.NextBytes(noise);
        return [.. Encoding.ASCII.GetBytes(starts[random.Next(starts.Length)]), .. noise];
    }
}
