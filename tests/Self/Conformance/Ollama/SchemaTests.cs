using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>Whatever the schema, the answer keeps to it [08].</summary>
[Parallelizable]
public sealed class SchemaTests
{
    private static readonly string[] Schemas =
    [
        """{"type":"string"}""",
        """{"type":"string","minLength":5,"maxLength":8}""",
        """{"type":"string","maxLength":0}""",
        """{"type":"string","enum":["a","b"]}""",
        """{"enum":[1,null,"x"]}""",
        """{"const":{"a":[1,2]}}""",
        """{"type":"integer","minimum":5,"maximum":5}""",
        """{"type":"integer","exclusiveMinimum":7}""",
        """{"type":"integer","maximum":-3}""",
        """{"type":"number","minimum":0.5,"maximum":0.75}""",
        """{"type":"integer","multipleOf":7,"minimum":10}""",
        """{"type":"integer","multipleOf":7,"maximum":-1}""",
        """{"type":"number","multipleOf":0.25,"minimum":0.6}""",
        """{"type":"object","minProperties":2,"additionalProperties":{"type":"integer"}}""",
        """{"type":"object","minProperties":1,"properties":{"a":{"type":"string"},"b":{"type":"string"}},"additionalProperties":false}""",
        """{"type":"boolean"}""",
        """{"type":"null"}""",
        """{"type":"array","items":{"type":"integer"},"minItems":2,"maxItems":3}""",
        """{"type":"array","prefixItems":[{"type":"string"},{"type":"boolean"}]}""",
        """{"type":"array","items":{"type":"array","items":{"type":"string"},"minItems":1},"minItems":2}""",
        """{"type":"object"}""",
        """{"type":"object","properties":{"a":{"type":"string"}},"additionalProperties":false}""",
        """{"type":"object","properties":{"a":{"type":"object","properties":{"b":{"type":"integer"}},"required":["b"]}},"required":["a"]}""",
        """{"anyOf":[{"type":"integer"},{"type":"string"}]}""",
        """{"oneOf":[{"type":"null"},{"type":"array","items":{"type":"string"}}]}""",
        """{"allOf":[{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]},{"properties":{"b":{"type":"string"}},"required":["b"]}]}""",
        """{"$defs":{"p":{"type":"object","properties":{"name":{"type":"string"}},"required":["name"]}},"type":"object","properties":{"who":{"$ref":"#/$defs/p"}},"required":["who"]}""",
        """{"$defs":{"n":{"type":"object","properties":{"next":{"anyOf":[{"$ref":"#/$defs/n"},{"type":"null"}]}},"required":["next"]}},"$ref":"#/$defs/n"}""",
        """{"$defs":{"n":{"type":"object","properties":{"value":{"type":"string"},"left":{"$ref":"#/$defs/n"},"right":{"$ref":"#/$defs/n"}},"required":["value"]}},"$ref":"#/$defs/n"}""",
        """{"type":"object","properties":{"name":{"type":"string"},"persons":{"type":"array","items":{"$ref":"#/$defs/p"}}},"required":["name","persons"],"$defs":{"p":{"type":"object","properties":{"name":{"type":"string"},"persons":{"type":"array","items":{"$ref":"#/$defs/p"}}},"required":["name","persons"]}}}""",
        """{"type":["string","null"]}""",
        """{"type":["integer","string"]}""",
        """{"type":"string","pattern":"^[A-Z]{3}-\\d{4}$"}""",
        """{"type":"string","pattern":"^(ja|nein)$"}""",
        """{"type":"string","pattern":"^\\d{4}-\\d{2}$"}""",
        """{"type":"string","pattern":"^\\W\\D\\S$"}""",
        """{"type":"string","format":"date"}""",
        """{"type":"string","format":"date-time"}""",
        """{"type":"string","format":"uuid"}""",
        """{"type":"object","properties":{"persons":{"type":"array","items":{"type":"string","enum":["Anna","Karl"]}},"confidence":{"type":"number","minimum":0,"maximum":1}},"required":["persons","confidence"]}""",
    ];

    private OllamaProcess _server = null!;

    [OneTimeSetUp]
    public async Task StartAServer()
    {
        _server = await OllamaProcess.StartAsync(null, ("STANDIN_GENERATION_RATE", "100000"));
    }

    [OneTimeTearDown]
    public async Task StopTheServer()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    [TestCaseSource(nameof(Schemas))]
    public async Task An_answer_keeps_to_its_schema(string schema)
    {
        JsonNode root = JsonNode.Parse(schema)!;
        foreach (string prompt in (string[])["Briefe von Anna aus Breslau vor 1914", "", "x", "12 Fotos von Karl, 1920-1930"])
        {
            RawAnswer answer = await _server.Server.PostAsync("/api/generate", new JsonObject { ["model"] = "slow", ["stream"] = false, ["prompt"] = prompt + " ", ["format"] = root.DeepClone() }.ToJsonString());

            string text = JsonNode.Parse(answer.Body)!["response"]!.ToString();
            Assert.That(SchemaCheck.Error(root, root, JsonNode.Parse(text)), Is.Null, text);
        }
    }

    // What must be without end is told as far as the context goes; the server lives on, and others are served meanwhile.
    [TestCase("""{"type":"array","minItems":2,"items":{"$ref":"#/$defs/l"},"$defs":{"l":{"type":"array","minItems":2,"items":{"$ref":"#/$defs/l"}}}}""")]
    [TestCase("""{"$defs":{"a":{"allOf":[{"$ref":"#/$defs/a"},{"type":"object","properties":{"x":{"type":"integer"}},"required":["x"]}]}},"$ref":"#/$defs/a"}""")]
    [TestCase("""{"$defs":{"a":{"anyOf":[{"$ref":"#/$defs/a"}]}},"$ref":"#/$defs/a"}""")]
    [TestCase("""{"type":"object","properties":{"a":{"$ref":"#/$defs/o"}},"required":["a"],"$defs":{"o":{"type":"object","properties":{"a":{"$ref":"#/$defs/o"}},"required":["a"]}}}""")]
    [TestCase("""{"type":"array","minItems":1000,"items":{"type":"array","minItems":1000,"items":{"type":"array","minItems":1000,"items":{"type":"integer"}}}}""")]
    [TestCase("""{"type":"string","pattern":"^(((a{1000}){1000}){1000})$"}""")]
    public async Task A_schema_without_an_end_ends_and_harms_nobody(string schema)
    {
        RawAnswer answer = await _server.Server.PostAsync("/api/generate", new JsonObject { ["model"] = "slow", ["stream"] = false, ["prompt"] = "Briefe von Anna", ["format"] = JsonNode.Parse(schema), ["options"] = new JsonObject { ["num_predict"] = 50 } }.ToJsonString());
        RawAnswer next = await _server.Server.PostAsync("/api/generate", """{"model":"slow","stream":false,"prompt":"x"}""");

        Assert.That((answer.Status, next.Status), Is.EqualTo((200, 200)), answer.Body);
    }

    [TestCase("""{"$ref":"#/$defs/a","$defs":{"a":{"type":"nonsense"}}}""")]
    [TestCase("""{"type":"object","additionalProperties":{"type":"nonsense"}}""")]
    public async Task A_schema_that_is_bad_where_it_leads_is_refused(string schema)
    {
        RawAnswer answer = await _server.Server.PostAsync("/api/generate", new JsonObject { ["model"] = "slow", ["stream"] = false, ["prompt"] = "x", ["format"] = JsonNode.Parse(schema) }.ToJsonString());

        Assert.That((answer.Status, answer.Body), Is.EqualTo((500, """{"error":"invalid JSON schema in format"}""")));
    }
}
