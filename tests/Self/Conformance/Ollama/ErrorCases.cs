using static Archiv.Tests.Self.Conformance.Ollama.HttpCase;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>Requests that are wrong in some way.</summary>
internal static class ErrorCases
{
    public static IEnumerable<HttpCase> All =>
    [
        new("generate: no such model", "06", """POST /api/generate {"model":"nosuch","prompt":"x","stream":false}""", 404, Json, """{"error":"model 'nosuch' not found"}"""),
        new("generate: no such model, streamed", "06", """POST /api/generate {"model":"nosuch","prompt":"x"}""", 404, Json, """{"error":"model 'nosuch' not found"}"""),
        new("chat: no such model", "06", """POST /api/chat {"model":"nosuch","messages":[{"role":"user","content":"x"}]}""", 404, Json, """{"error":"model 'nosuch' not found"}"""),
        new("generate: broken JSON", "06", """POST /api/generate {"model": broken""", 400, Json, """{"error":"invalid character 'b' looking for beginning of value"}"""),
        new("chat: broken JSON", "06", """POST /api/chat {"model": broken""", 400, Json, """{"error":"invalid character 'b' looking for beginning of value"}"""),
        new("generate: no body", "06", "POST /api/generate", 400, Json, """{"error":"missing request body"}"""),
        new("chat: no body", "06", "POST /api/chat", 400, Json, """{"error":"missing request body"}"""),
        new("pull: no body", "06", "POST /api/pull", 400, Json, """{"error":"missing request body"}"""),
        new("generate: empty object", "06", "POST /api/generate {}", 404, Json, """{"error":"model '' not found"}"""),
        new("generate: empty name", "06", """POST /api/generate {"model":""}""", 404, Json, """{"error":"model '' not found"}"""),
        new("generate: a name that is none", "06", """POST /api/generate {"model":"bad name!"}""", 404, Json, """{"error":"model 'bad name!' not found"}"""),
        new("chat: no name", "06", """POST /api/chat {"messages":[]}""", 400, Json, """{"error":"model is required"}"""),
        new("keep_alive: nonsense", "06", """POST /api/generate {"model":"tiny","prompt":"x","keep_alive":"nonsense"}""", 400, Json, """{"error":"time: invalid duration \"nonsense\""}"""),
        new("keep_alive: a text without unit", "07", """POST /api/generate {"model":"tiny","keep_alive":"-1"}""", 400, Json, """{"error":"time: missing unit in duration \"-1\""}"""),
        new("keep_alive: an unknown unit", "source", """POST /api/generate {"model":"tiny","keep_alive":"5d"}""", 400, Json, """{"error":"time: unknown unit \"d\" in duration \"5d\""}"""),
        new("keep_alive: an empty text", "source", """POST /api/generate {"model":"tiny","keep_alive":""}""", 400, Json, """{"error":"time: invalid duration \"\""}"""),
        new("keep_alive: a flag", "source", """POST /api/chat {"model":"tiny","keep_alive":true}""", 400, Json, """{"error":"Unsupported type: 'bool'"}"""),
        new("options: a text for a number", "06", """POST /api/generate {"model":"tiny","prompt":"x","options":{"num_ctx":"abc"}}""", 500, Json, """{"error":"option \"num_ctx\" must be of type integer"}"""),
        new("options: a text for a fraction", "source", """POST /api/generate {"model":"tiny","prompt":"x","options":{"temperature":"hot"}}""", 500, Json, """{"error":"option \"temperature\" must be of type float32"}"""),
        new("options: a number for a list", "source", """POST /api/generate {"model":"tiny","prompt":"x","options":{"stop":1}}""", 500, Json, """{"error":"option \"stop\" must be of type array"}"""),
        new("options: unknown ones are ignored", "source", """POST /api/generate {"model":"tiny","options":{"nosuch":1}}""", 200, Json, "<any>"),
        new("tools with a model that has none", "06", """POST /api/chat {"model":"tiny","messages":[{"role":"user","content":"x"}],"tools":[{"type":"function","function":{"name":"f"}}],"stream":false}""", 400, Json, """{"error":"registry.ollama.ai/library/tiny:latest does not support tools"}"""),
        new("thinking with a model that does not", "source", """POST /api/chat {"model":"tiny","messages":[{"role":"user","content":"x"}],"think":true}""", 400, Json, """{"error":"\"tiny\" does not support thinking"}"""),
        new("a suffix with a model that does not fill in", "source", """POST /api/generate {"model":"tiny","prompt":"x","suffix":"y"}""", 400, Json, """{"error":"registry.ollama.ai/library/tiny:latest does not support insert"}"""),
        new("raw together with a system text", "source", """POST /api/generate {"model":"tiny","prompt":"x","raw":true,"system":"y"}""", 400, Json, """{"error":"raw mode does not support template, system, or context"}"""),
        new("a number for the model", "source", """POST /api/generate {"model":1}""", 400, Json, """{"error":"json: cannot unmarshal number into Go struct field GenerateRequest.model of type string"}"""),
        new("a text for a flag", "source", """POST /api/generate {"model":"tiny","stream":"no"}""", 400, Json, """{"error":"json: cannot unmarshal string into Go struct field GenerateRequest.stream of type bool"}"""),
        new("a list for options", "source", """POST /api/chat {"model":"tiny","options":[]}""", 400, Json, """{"error":"json: cannot unmarshal array into Go struct field ChatRequest.options of type map[string]interface {}"}"""),
        new("a number for a message's text", "source", """POST /api/chat {"model":"tiny","messages":[{"role":"user","content":1}]}""", 400, Json, """{"error":"json: cannot unmarshal number into Go struct field ChatRequest.messages.content of type string"}"""),
        new("a list for the document", "source", "POST /api/generate [1]", 400, Json, """{"error":"json: cannot unmarshal array into Go value of type api.GenerateRequest"}"""),
        new("null for the document", "source", "POST /api/generate null", 404, Json, """{"error":"model '' not found"}"""),
        new("nulls for fields are nothing", "source", """POST /api/generate {"model":"tiny","keep_alive":null,"stream":null,"format":null,"options":null}""", 200, Json, "<any>"),
        new("names of fields in any case", "source", """POST /api/generate {"MODEL":"nosuch"}""", 404, Json, """{"error":"model 'nosuch' not found"}"""),
        new("what follows the first value is ignored", "source", """POST /api/generate {"model":"nosuch"} rest""", 404, Json, """{"error":"model 'nosuch' not found"}"""),
        new("an unknown field is ignored", "source", """POST /api/generate {"model":"nosuch","colour":"red"}""", 404, Json, """{"error":"model 'nosuch' not found"}"""),
        new("half a document", "source", """POST /api/generate {"model":"tiny",""", 400, Json, """{"error":"unexpected EOF"}"""),
        new("a comma too many", "source", """POST /api/generate {"model":"tiny",}""", 400, Json, """{"error":"invalid character '}' looking for beginning of object key string"}"""),
        new("a missing colon", "source", """POST /api/generate {"model" "tiny"}""", 400, Json, """{"error":"invalid character '\"' after object key"}"""),
        new("a missing comma", "source", """POST /api/generate {"model":"tiny" "a":1}""", 400, Json, """{"error":"invalid character '\"' after object key:value pair"}"""),
        new("a wrong escape", "source", """POST /api/generate {"model":"\x"}""", 400, Json, """{"error":"invalid character 'x' in string escape code"}"""),
        new("a wrong literal", "source", """POST /api/generate {"stream":nope}""", 400, Json, """{"error":"invalid character 'o' in literal null (expecting 'u')"}"""),
        new("a control character in a text", "source", "POST /api/generate {\"model\":\"a\tb\"}", 400, Json, """{"error":"invalid character '\\t' in string literal"}"""),
        new("a name with marks of HTML is escaped", "05", """POST /api/generate {"model":"<b>&"}""", 404, Json, """{"error":"model '\u003cb\u003e\u0026' not found"}"""),
        new("pull: a name that is none", "20", """POST /api/pull {"model":"bad name!"}""", 400, Json, """{"error":"invalid model name"}"""),
        new("pull: no name", "20", "POST /api/pull {}", 400, Json, """{"error":"invalid model name"}"""),
    ];
}
