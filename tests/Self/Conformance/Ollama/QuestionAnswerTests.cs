using System.Text.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>The stand-in's model understands questions to an archive; a real server with random weights does not.</summary>
[Parallelizable]
public sealed class QuestionAnswerTests
{
    private const string Filters = """
        {"type":"object","properties":{"yearFrom":{"type":["integer","null"]},"yearTo":{"type":["integer","null"]},
        "persons":{"type":"array","items":{"type":"string"}},"places":{"type":"array","items":{"type":"string"}},
        "type":{"anyOf":[{"type":"string","enum":["LETTER","PHOTO","POSTCARD","CERTIFICATE"]},{"type":"null"}]},
        "keywords":{"type":"array","items":{"type":"string"}}},"required":["yearFrom","yearTo","persons","places","type","keywords"]}
        """;

    private OllamaProcess _server = null!;

    [OneTimeSetUp]
    public async Task StartAServer()
    {
        _server = await OllamaProcess.StartAsync(null, ("STANDIN_GENERATION_RATE", "100000"), ("STANDIN_PROMPT_RATE", "1000000"));
    }

    [OneTimeTearDown]
    public async Task StopTheServer()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    [TestCase("Briefe von Martha aus Stettin vor 1911", null, 1910, "Martha", "Stettin", "LETTER", "")]
    [TestCase("Ansichtskarten an Rudolf nach 1925", 1926, null, "Rudolf", "", "POSTCARD", "")]
    [TestCase("Fotografien zwischen 1902 und 1907 aus Görlitz", 1902, 1907, "", "Görlitz", "PHOTO", "")]
    [TestCase("Urkunden um 1900", 1898, 1902, "", "", "CERTIFICATE", "")]
    [TestCase("Was ist 1943 in Hamburg geschehen?", 1943, 1943, "", "Hamburg", null, "geschehen")]
    [TestCase("Bilder aus den dreißiger Jahren", 1930, 1939, "", "", "PHOTO", "")]
    [TestCase("Bilder aus den 30er Jahren", 1930, 1939, "", "", "PHOTO", "")]
    [TestCase("Briefe Anfang der zwanziger Jahre", 1920, 1923, "", "", "LETTER", "")]
    [TestCase("Briefe seit 1919 bis 1921 mit Tante Hedwig", 1919, 1921, "Hedwig", "", "LETTER", "")]
    [TestCase("Feldpost von Bruno im Ersten Weltkrieg", 1914, 1918, "Bruno", "", "LETTER", "")]
    [TestCase("Schreiben von Klara Wendt und Ernst an Paul über die Ernte", null, null, "Klara Wendt,Ernst,Paul", "", "LETTER", "Ernte")]
    [TestCase("Reise von Danzig nach Riga", null, null, "", "Danzig,Riga", null, "Reise")]
    [TestCase("photographs of the wedding in Vienna from 1908 to 1912", 1908, 1912, "", "Vienna", "PHOTO", "wedding")]
    [TestCase("letters by Alice before 1930", null, 1929, "Alice", "", "LETTER", "")]
    [TestCase("Gartenarbeit", null, null, "", "", null, "Gartenarbeit")]
    [TestCase("", null, null, "", "", null, "")]
    public async Task A_question_becomes_filters(string question, int? from, int? to, string persons, string places, string? type, string words)
    {
        JsonNode filters = await AskAsync(question, Filters);

        Assert.That((((int?)filters["yearFrom"], (int?)filters["yearTo"]), Join(filters["persons"]), Join(filters["places"]), filters["type"]?.ToString(), Join(filters["keywords"])),
            Is.EqualTo(((from, to), persons, places, type, words)));
    }

    [Test]
    public async Task Other_names_and_shapes_are_filled_just_as_well()
    {
        JsonNode german = await AskAsync("Briefe von Selma an Viktor aus Breslau vor 1914", """
            {"type":"object","properties":{"absender":{"type":"string"},"empfaenger":{"type":["string","null"]},"zeitraum":{"type":"object",
            "properties":{"von":{"type":["integer","null"]},"bis":{"type":["integer","null"]}},"required":["von","bis"]},"orte":{"type":"array","items":{"type":"object",
            "properties":{"name":{"type":"string"}},"required":["name"]}},"dokumentart":{"enum":["Brief","Foto","Sonstiges"]}},"required":["absender","empfaenger","zeitraum","orte","dokumentart"]}
            """);
        JsonNode dated = await AskAsync("letters of 1911", """{"type":"object","properties":{"date_from":{"type":"string","format":"date"},"date_to":{"type":"string","format":"date"}},"required":["date_from","date_to"]}""");

        Assert.That(german.ToJsonString(), Is.EqualTo("""{"absender":"Selma","empfaenger":"Viktor","zeitraum":{"von":null,"bis":1913},"orte":[{"name":"Breslau"}],"dokumentart":"Brief"}"""));
        Assert.That(dated.ToJsonString(), Is.EqualTo("""{"date_from":"1911-01-01","date_to":"1911-12-31"}"""));
    }

    [Test]
    public async Task Names_that_the_prompt_lists_are_found_without_a_preposition()
    {
        JsonNode filters = await AskAsync("Zobtenberg Radek 1922", Filters, "Bekannte Personen: Radek, Jiska\nBekannte Orte: Zobtenberg, Kudowa");

        Assert.That((Join(filters["persons"]), Join(filters["places"])), Is.EqualTo(("Radek", "Zobtenberg")));
    }

    private async Task<JsonNode> AskAsync(string question, string schema, string system = "Lies die Filter aus der Frage.")
    {
        var body = new JsonObject
        {
            ["model"] = "slow",
            ["stream"] = false,
            ["format"] = JsonNode.Parse(schema),
            ["messages"] = new JsonArray(new JsonObject { ["role"] = "system", ["content"] = system }, new JsonObject { ["role"] = "user", ["content"] = question }),
        };
        RawAnswer answer = await _server.Server.PostAsync("/api/chat", body.ToJsonString(JsonSerializerOptions.Default));
        return JsonNode.Parse(JsonNode.Parse(answer.Body)!["message"]!["content"]!.ToString())!;
    }

    private static string Join(JsonNode? list) => string.Join(',', ((JsonArray)list!).Select(i => i!.ToString()));
}
