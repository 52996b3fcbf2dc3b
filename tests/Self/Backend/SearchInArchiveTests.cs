using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Archiv.Tests.Support;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Backend;

/// <summary>With a real database and a real cache: filters find just the documents they should, and rows that were confirmed stay.</summary>
[TestFixture]
public sealed class SearchInArchiveTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private readonly ArchiveContainers containers = new();
    private readonly ScriptedModelServer model = new();
    private RunningBackend backend = null!;

    public static IEnumerable<TestCaseData> Questions() =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "standins/images/archiv-backend/questions.json")))!.AsArray()
            .Select(entry => new TestCaseData(entry!["question"]!.ToString(), entry["filters"]!.ToJsonString(), entry["documents"]!.AsArray().Select(id => id!.ToString()).ToArray())
                .SetArgDisplayNames(entry["question"]!.ToString()));

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        await containers.StartAsync();
        backend = await RunningBackend.StartAsync(model.Url, containers.Into);
        await ReadyAsync(HttpStatusCode.OK);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await backend.DisposeAsync();
        await model.DisposeAsync();
        await containers.DisposeAsync();
    }

    [TestCaseSource(nameof(Questions))]
    public async Task A_question_must_find_just_its_documents(string question, string filters, string[] documents)
    {
        model.OnChat = exchange => exchange.Json(ScriptedModelServer.Answer(filters));

        var answer = await AskAsync(question);

        answer["documents"]!.AsArray().Select(document => document!["id"]!.ToString()).Should().BeEquivalentTo(documents);
        answer["total"]!.GetValue<int>().Should().Be(documents.Length);
        JsonNode.DeepEquals(answer["filters"], JsonNode.Parse(filters)).Should().BeTrue();
    }

    [Test]
    public async Task The_same_question_must_be_answered_from_the_cache()
    {
        model.OnChat = exchange => exchange.Json(ScriptedModelServer.Answer("""{"persons":[],"places":["Salzburg"],"fromYear":null,"toYear":null,"types":[],"words":[]}"""));
        var first = await AskAsync("Alles aus Salzburg?");
        var asked = model.Count("/api/chat");

        var second = await AskAsync("alles  aus salzburg");

        first["cached"]!.GetValue<bool>().Should().BeFalse();
        second["cached"]!.GetValue<bool>().Should().BeTrue();
        model.Count("/api/chat").Should().Be(asked);
        second["documents"]!.ToJsonString().Should().Be(first["documents"]!.ToJsonString());
    }

    [Test]
    public async Task A_name_that_nobody_has_must_be_looked_for_in_the_text()
    {
        model.OnChat = exchange => exchange.Json(ScriptedModelServer.Answer("""{"persons":["Riesenrad"],"places":[],"fromYear":null,"toYear":null,"types":[],"words":["alles"]}"""));

        var answer = await AskAsync("Alles vom Riesenrad");

        answer["documents"]!.AsArray().Should().NotBeEmpty().And.OnlyContain(document => document!["text"]!.ToString().Contains("Riesenrad", StringComparison.Ordinal));
    }

    [Test]
    public async Task A_document_that_was_confirmed_must_be_found()
    {
        const string Body = """{"id":"brief-neu","title":"Brief von der Zugspitze","date":"1960-08-01","type":"Brief","place":"Garmisch","writer":"Sabine Kunze","text":"Edelweiß und Enzian."}""";

        using var created = await PostAsync(Body);
        using var again = await PostAsync(Body);

        created.StatusCode.Should().Be(HttpStatusCode.Created);
        created.Headers.Location.Should().Be(new Uri("/api/documents/brief-neu", UriKind.Relative));
        again.StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await backend.GetAsync("api/documents?q=Enzian")).Should().Contain("brief-neu");
        (await backend.GetAsync("api/documents/brief-neu")).Should().Contain("Sabine Kunze");
        using var absent = await backend.Http.GetAsync(new Uri("api/documents/gibt-es-nicht", UriKind.Relative));
        absent.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task Readiness_must_follow_the_database_and_heal_by_itself()
    {
        await containers.PauseDatabaseAsync();
        try
        {
            await ReadyAsync(HttpStatusCode.ServiceUnavailable);
        }
        finally
        {
            await containers.ResumeDatabaseAsync();
        }
        await ReadyAsync(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_second_backend_must_not_load_the_archive_again()
    {
        await using var second = await RunningBackend.StartAsync(model.Url, containers.Into);

        await Eventually.Seen("the database", () => Task.FromResult(second.Log), log => log.Contains("the database answers", StringComparison.Ordinal), Soon);

        second.Log.Should().NotContain("sample archive loaded");
    }

    private async Task<JsonObject> AskAsync(string question)
    {
        using var response = await backend.AskAsync(question);
        var body = await response.Content.ReadAsStringAsync();
        response.StatusCode.Should().Be(HttpStatusCode.OK, body);
        return JsonNode.Parse(body)!.AsObject();
    }

    private Task<HttpResponseMessage> PostAsync(string body) =>
        backend.Http.PostAsync(new Uri("api/documents", UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));

    private Task<HttpStatusCode> ReadyAsync(HttpStatusCode expected) => Eventually.Seen(
        $"readiness {expected}",
        async () =>
        {
            using var answer = await backend.Http.GetAsync(new Uri("actuator/health/readiness", UriKind.Relative));
            return answer.StatusCode;
        },
        status => status == expected, Soon);
}
