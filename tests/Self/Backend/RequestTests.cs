using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Archiv.Tests.Support;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Backend;

/// <summary>What callers send is answered in the right class of status, always as a problem body.</summary>
[TestFixture]
public sealed class RequestTests
{
    private readonly ScriptedModelServer model = new();
    private RunningBackend backend = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => backend = await RunningBackend.StartAsync(model.Url);

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await backend.DisposeAsync();
        await model.DisposeAsync();
    }

    [TestCase("application/json", "", 400)]
    [TestCase("application/json", "kein JSON", 400)]
    [TestCase("application/json", "null", 400)]
    [TestCase("application/json", "[]", 400)]
    [TestCase("application/json", "{}", 400)]
    [TestCase("application/json", "{\"question\":\"  \"}", 400)]
    [TestCase("application/json", "{\"question\":5}", 400)]
    [TestCase("application/json", "{\"question\":\"a\\u0000b\"}", 400)]
    [TestCase("application/json", "{\"question\":\"\\ud83d\"}", 400)]
    [TestCase("text/plain", "{\"question\":\"Briefe\"}", 415)]
    public async Task Bad_input_must_be_the_callers_fault(string type, string body, int status)
    {
        using var response = await backend.Http.PostAsync(new Uri("api/search/nl", UriKind.Relative), new StringContent(body, Encoding.UTF8, type));

        await ShouldBeProblemAsync(response, status);
    }

    [Test]
    public async Task A_question_of_1001_characters_must_be_refused()
    {
        using var response = await backend.AskAsync(new string('a', 1001));

        await ShouldBeProblemAsync(response, 400);
    }

    [Test]
    public async Task A_body_beyond_the_limit_must_be_refused()
    {
        using var response = await backend.AskAsync(new string('a', 70_000));

        await ShouldBeProblemAsync(response, 413);
    }

    [TestCase("GET", "nix", 404)]
    [TestCase("GET", "api/search/nl", 405)]
    [TestCase("DELETE", "api/documents", 405)]
    [TestCase("GET", "api/documents?q=a%00b", 400)]
    [TestCase("GET", "api/documents?q=Breslau", 503)]
    public async Task Every_error_must_have_a_problem_body(string method, string path, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        using var response = await backend.Http.SendAsync(request);

        await ShouldBeProblemAsync(response, status);
    }

    [TestCase("{\"title\":\"\",\"date\":\"1913-05-01\",\"type\":\"Brief\"}")]
    [TestCase("{\"title\":\"x\",\"date\":\"1. Mai\",\"type\":\"Brief\"}")]
    [TestCase("{\"title\":\"x\",\"date\":\"1913-05-01\",\"type\":\"Film\"}")]
    [TestCase("{\"title\":\"x\",\"date\":\"1913-05-01\",\"type\":\"Brief\",\"id\":\"A b\"}")]
    [TestCase("{\"title\":\"x\",\"date\":\"1913-05-01\",\"type\":\"Brief\",\"text\":\"\\u0000\"}")]
    public async Task A_document_that_is_none_must_be_refused(string body)
    {
        using var response = await backend.Http.PostAsync(new Uri("api/documents", UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));

        await ShouldBeProblemAsync(response, 400);
    }

    [Test]
    public async Task Without_a_database_liveness_must_hold_and_readiness_must_fail()
    {
        using var live = await backend.Http.GetAsync(new Uri("actuator/health/liveness", UriKind.Relative));
        using var ready = await backend.Http.GetAsync(new Uri("actuator/health/readiness", UriKind.Relative));

        live.StatusCode.Should().Be(HttpStatusCode.OK);
        ready.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
    }

    [Test]
    public async Task The_log_must_be_one_JSON_object_per_line_without_secrets()
    {
        await backend.ReasonAsync();

        var log = await Eventually.Seen("a line about the request", () => Task.FromResult(backend.Log), text => text.Contains("/api/search/nl", StringComparison.Ordinal), TimeSpan.FromSeconds(5));
        foreach (var line in log.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var entry = JsonNode.Parse(line)!;
            entry["timestamp"]!.ToString().Should().MatchRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$");
            entry["level"]!.ToString().Should().BeOneOf("INFO", "WARN", "ERROR");
            entry["logger"].Should().NotBeNull();
            entry["fields"].Should().NotBeNull();
        }
        log.Should().NotContain("geheim");
    }

    private static async Task ShouldBeProblemAsync(HttpResponseMessage response, int status)
    {
        var body = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).Should().Be(status, body);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        var problem = JsonNode.Parse(body)!.AsObject();
        problem.Select(field => field.Key).Should().BeEquivalentTo("type", "title", "status", "detail", "reason", "traceId");
        problem["status"]!.GetValue<int>().Should().Be(status);
    }
}
