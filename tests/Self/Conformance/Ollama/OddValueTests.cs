using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>Well-formed requests in which one value is odd: past the parser, each is answered in time, and the runner lives on.</summary>
[Parallelizable]
public sealed class OddValueTests
{
    private static readonly (string Path, string Body)[] Valid =
    [
        ("/api/generate", """{"model":"tiny","prompt":"Briefe von Anna","system":"s","template":"{{ .Prompt }}","raw":false,"stream":false,"context":[1,2],"keep_alive":"5m","suffix":"","format":{"type":"object","properties":{"name":{"type":"string","minLength":1},"years":{"type":"array","items":{"type":"integer","minimum":1}}},"required":["name"]},"options":{"num_predict":3,"temperature":0.5,"seed":1,"stop":["x"],"num_keep":1}}"""),
        ("/api/chat", """{"model":"tiny","messages":[{"role":"user","content":"Fotos aus Wien"},{"role":"assistant","content":"y"}],"stream":true,"format":"json","keep_alive":60,"options":{"num_predict":2,"top_k":1}}"""),
        ("/api/show", """{"model":"tiny","verbose":false}"""),
    ];

    private static readonly string[] Odd =
    [
        "null", "true", "-1", "0", "1e308", "12345678901234567890", "\"\"", "\"-1s\"", "\"\\u0000\"", $"\"{new string('x', 5000)}\"", "[]", "{}", "[[[[]]]]", "[null]",
        """{"$ref":"#/x"}""", """{"type":"array","minItems":999999999,"items":{"type":"array","minItems":999999999}}""", """{"type":"string","pattern":"^(a{1000}){1000}$"}""",
        """{"type":"string","pattern":"^a{-5}$"}""", """{"anyOf":[]}""", """{"enum":[]}""", """{"type":[]}""", """{"type":"object","required":["nobody"]}""",
    ];

    [TestCase(400, TestName = "Ollama odd values: a short run")]
    [TestCase(10_000, TestName = "Ollama odd values: ten thousand", Category = "Nightly")]
    public async Task Each_is_answered_and_harms_nobody(int count)
    {
        Fuzz.NeedsTheNight(count);
        await using OllamaProcess server = await OllamaProcess.StartAsync(null, ("STANDIN_GENERATION_RATE", "100000"), ("STANDIN_PROMPT_RATE", "1000000"));
        var random = new Random(count);
        (string Path, string Body)[] requests = [.. Enumerable.Range(0, count).Select(_ => One(random))];

        await Parallel.ForEachAsync(requests, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (request, _) =>
        {
            RawAnswer answer = await server.Server.PostAsync(request.Path, request.Body);

            Assert.That(answer.Status, Is.InRange(200, 599), request.Body);
            Assert.That(answer.Body, Does.Not.Contain("unexpectedly stopped"), request.Body);
        });

        Assert.That((await server.Server.GenerateAsync("tiny")).Status, Is.EqualTo(200));
        Assert.That(server.Errors, Does.Not.Contain("panic recovered"));
    }

    private static (string Path, string Body) One(Random random)
    {
        (string path, string body) = Valid[random.Next(Valid.Length)];
        JsonNode request = JsonNode.Parse(body)!;
        List<Action<JsonNode?>> places = [.. Places(request)];
        places[random.Next(places.Count)](JsonNode.Parse(Odd[random.Next(Odd.Length)]));
        return (path, request.ToJsonString());
    }

    // Each sets one value of the document.
    private static IEnumerable<Action<JsonNode?>> Places(JsonNode? node) => node switch
    {
        JsonObject members => members.ToList().SelectMany(member => Places(member.Value).Prepend(value => members[member.Key] = value)),
        JsonArray items => Enumerable.Range(0, items.Count).SelectMany(index => Places(items[index]).Prepend(value => items[index] = value)),
        _ => [],
    };
}
