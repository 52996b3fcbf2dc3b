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
        """{"type":["string","null"]}""",
        """{"type":["integer","string"]}""",
        """{"type":"string","pattern":"^[A-Z]{3}-\\d{4}$"}""",
        """{"type":"string","pattern":"^(ja|nein)$"}""",
        """{"type":"string","pattern":"^\\d{4}-\\d{2}$"}""",
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
}
