using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Archiv.Backend.Settings;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Backend;

/// <summary>Whatever the model server does, the caller gets a clean 503 in time.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ModelFailureTests
{
    private const string Good = """{"persons":[],"places":[],"fromYear":null,"toYear":null,"types":[],"words":[]}""";

    private static readonly TestCaseData[] Failures =
    [
        Case("model-connection-lost", "Reset in the middle", async exchange => { await exchange.Raw("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"mess"); exchange.Reset(); }),
        Case("model-connection-lost", "Truncated body", exchange => exchange.Raw("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"mess")),
        Case("model-connection-lost", "Closed without a word", _ => Task.CompletedTask),
        Case("model-connection-lost", "Not HTTP", exchange => exchange.Raw("SSH-2.0-OpenSSH_9.2\r\n\r\n")),
        Case("model-connection-lost", "Broken chunks", exchange => exchange.Raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nabc\r\n")),
        Case("model-answer-invalid", "Garbage body", exchange => exchange.Json("<html>nginx</html>")),
        Case("model-answer-invalid", "Empty body", exchange => exchange.Json("")),
        Case("model-answer-invalid", "Stream instead of one answer", exchange => exchange.Json("{\"done\":false}\n{\"done\":true}")),
        Case("model-answer-invalid", "No message", exchange => exchange.Json("""{"done":true}""")),
        Case("model-answer-invalid", "Text is not JSON", exchange => exchange.Json(ScriptedModelServer.Answer("Gerne! Hier sind die Briefe."))),
        Case("model-answer-invalid", "Schema: missing list", exchange => exchange.Json(ScriptedModelServer.Answer("""{"persons":[]}"""))),
        Case("model-answer-invalid", "Schema: year as text", exchange => exchange.Json(ScriptedModelServer.Answer(Good.Replace("\"toYear\":null", "\"toYear\":\"1914\"")))),
        Case("model-answer-invalid", "Schema: unknown type", exchange => exchange.Json(ScriptedModelServer.Answer(Good.Replace("\"types\":[]", "\"types\":[\"Film\"]")))),
        Case("model-answer-invalid", "Half a surrogate", exchange => exchange.Json("""{"message":{"content":"\ud83d"}}""")),
        Case("model-answer-invalid", "Endless body", async exchange =>
        {
            await exchange.Raw("HTTP/1.1 200 OK\r\n\r\n");
            while (!exchange.Stop.IsCancellationRequested)
            {
                await exchange.Raw(new string('x', 65536));
            }
        }),
        Case("model-error", "HTTP 500", exchange => exchange.Json("""{"error":"model runner has unexpectedly stopped"}""", 500)),
        Case("model-error", "HTTP 400", exchange => exchange.Json("""{"error":"time: missing unit"}""", 400)),
        Case("model-error", "Error inside a 200", exchange => exchange.Json("""{"error":"an error was encountered while running the model: unexpected EOF"}""")),
        Case("model-error", "Redirect", exchange => exchange.Raw("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")),
        Case("model-missing", "HTTP 404", exchange => exchange.Json("""{"error":"model 'x' not found"}""", 404)),
        Case("model-busy", "HTTP 503", exchange => exchange.Json("""{"error":"server busy, please try again."}""", 503)),
    ];

    [TestCaseSource(nameof(Failures))]
    public async Task Every_failure_must_become_a_clean_503(string reason, Func<Exchange, Task> script)
    {
        await using var model = new ScriptedModelServer { OnChat = script };
        await using var backend = await RunningBackend.StartAsync(model.Url);

        using var response = await backend.AskAsync();

        var body = await response.Content.ReadAsStringAsync();
        response.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable, body);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        response.Headers.RetryAfter.Should().NotBeNull();
        JsonNode.Parse(body)!["reason"]!.ToString().Should().Be(reason);
        body.Should().NotContain("127.0.0.1").And.NotContain("   at ").And.NotContain("Exception");
        model.Count("/api/chat").Should().Be(1, "a failure is not tried again");
    }

    [Test]
    public async Task An_absent_server_must_give_a_503_at_once()
    {
        await using var backend = await RunningBackend.StartAsync($"http://127.0.0.1:{RunningBackend.ClosedPort()}");
        var clock = Stopwatch.StartNew();

        var reason = await backend.ReasonAsync();

        reason.Should().Be("model-unreachable");
        clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(3));
    }

    [Test]
    public async Task A_server_that_drips_for_ever_must_be_cut_at_the_deadline()
    {
        await using var model = new ScriptedModelServer { OnChat = exchange => Drip(exchange, int.MaxValue) };
        await using var backend = await RunningBackend.StartAsync(model.Url, settings => settings with { OllamaTimeout = TimeSpan.FromSeconds(3) });
        var clock = Stopwatch.StartNew();

        var reason = await backend.ReasonAsync();

        reason.Should().Be("deadline-exceeded");
        clock.Elapsed.Should().BeGreaterThan(TimeSpan.FromSeconds(1.9)).And.BeLessThan(TimeSpan.FromSeconds(5));
    }

    [Test]
    public async Task A_deadline_that_covers_silence_only_must_let_a_dripping_answer_go_on()
    {
        await using var model = new ScriptedModelServer { OnChat = exchange => Drip(exchange, 60) };
        await using var backend = await RunningBackend.StartAsync(
            model.Url, settings => settings with { OllamaTimeout = TimeSpan.FromSeconds(2.5), DeadlineScope = DeadlineScope.Read });

        (await backend.ReasonAsync()).Should().Be("model-answer-invalid", "three seconds of blanks are longer than the deadline, and none of the silences is");
    }

    [Test]
    public async Task A_search_must_be_tried_again_as_often_as_is_set()
    {
        await using var model = new ScriptedModelServer { OnChat = exchange => exchange.Json("""{"error":"busy"}""", 500) };
        await using var backend = await RunningBackend.StartAsync(model.Url, settings => settings with { OllamaRetries = 2 });

        (await backend.ReasonAsync()).Should().Be("model-error");
        model.Count("/api/chat").Should().Be(3);
    }

    [TestCase("Search", 1)]
    [TestCase("Attempt", 2)]
    public async Task An_attempt_must_get_a_time_of_its_own_only_where_that_is_set(string scope, int attempts)
    {
        await using var model = new ScriptedModelServer { OnChat = exchange => exchange.UntilHungUp() };
        await using var backend = await RunningBackend.StartAsync(
            model.Url, settings => settings with { OllamaTimeout = TimeSpan.FromSeconds(2.5), OllamaRetries = 1, DeadlineScope = Enum.Parse<DeadlineScope>(scope) });

        (await backend.ReasonAsync()).Should().Be("deadline-exceeded");
        model.Count("/api/chat").Should().Be(attempts);
    }

    [Test]
    public async Task A_server_that_never_answers_anything_must_be_cut_at_the_deadline()
    {
        await using var model = new ScriptedModelServer { OnPs = e => e.UntilHungUp(), OnGenerate = e => e.UntilHungUp(), OnChat = e => e.UntilHungUp() };
        await using var backend = await RunningBackend.StartAsync(model.Url, settings => settings with { OllamaTimeout = TimeSpan.FromSeconds(7) });
        var clock = Stopwatch.StartNew();

        var reasons = await Task.WhenAll(backend.ReasonAsync("eins"), backend.ReasonAsync("zwei"));

        reasons.Should().AllBe("deadline-exceeded");
        clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(9));
    }

    [Test]
    public async Task A_good_answer_must_get_as_far_as_the_database()
    {
        await using var model = new ScriptedModelServer();
        await using var backend = await RunningBackend.StartAsync(model.Url);

        (await backend.ReasonAsync()).Should().Be("database-unavailable");
    }

    // A blank every 50 ms, then the end.
    private static async Task Drip(Exchange exchange, int blanks)
    {
        await exchange.Raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n");
        using var drops = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var drop = 0; drop < blanks && await drops.WaitForNextTickAsync(exchange.Stop); drop++)
        {
            await exchange.Raw(" ");
        }
    }

    private static TestCaseData Case(string reason, string name, Func<Exchange, Task> script) => new TestCaseData(reason, script).SetName("Every_failure_must_become_a_clean_503: " + name);
}
