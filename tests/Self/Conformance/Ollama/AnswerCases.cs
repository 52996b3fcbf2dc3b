using static Archiv.Tests.Self.Conformance.Ollama.HttpCase;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>Answers of the model: counters, streams and formats.</summary>
internal static class AnswerCases
{
    public const string Counters = "\"total_duration\":<int>,\"load_duration\":<int>,\"prompt_eval_count\":<int>,\"prompt_eval_duration\":<int>,\"eval_count\":<int>,\"eval_duration\":<int>}";
    private const string Schema = """{"type":"object","properties":{"age":{"type":"integer"},"ok":{"type":"boolean"}},"required":["age","ok"]}""";

    public static IEnumerable<HttpCase> All =>
    [
        new("generate in one piece, fields in order", "05", """POST /api/generate {"model":"tiny","prompt":"hello","stream":false}""", 200, Json,
            """{"model":"tiny","created_at":"<time>","response":"<text>","done":true,"done_reason":"<text>","context":[<ints>],""" + Counters),
        new("chat in one piece, fields in order and no context", "05", """POST /api/chat {"model":"tiny","messages":[{"role":"user","content":"hi"}],"stream":false}""", 200, Json,
            """{"model":"tiny","created_at":"<time>","message":{"role":"assistant","content":"<text>"},"done":true,"done_reason":"<text>",""" + Counters),
        new("raw: no context", "issues (ollama 4593)", """POST /api/generate {"model":"tiny","prompt":"hello","raw":true,"stream":false}""", 200, Json,
            """{"model":"tiny","created_at":"<time>","response":"<text>","done":true,"done_reason":"<text>",""" + Counters),
        new("num_predict ends the answer with the reason length", "05", """POST /api/generate {"model":"tiny","prompt":"hello","stream":false,"options":{"num_predict":3}}""", 200, Json,
            """<any>"done_reason":"length",<any>"eval_count":3,<any>"""),

        // Four tokens made three lines: a token may be no text yet. Tokens are counted, lines are not.
        new("a stream is the default", "05", """POST /api/generate {"model":"tiny","prompt":"hello","options":{"num_predict":8}}""", 200, Lines,
            "{\"model\":\"tiny\",\"created_at\":\"<time>\",\"response\":\"<text>\",\"done\":false}\n<parts>"
            + "{\"model\":\"tiny\",\"created_at\":\"<time>\",\"response\":\"\",\"done\":true,\"done_reason\":\"length\",\"context\":[<ints>]," + Counters.Replace("\"eval_count\":<int>", "\"eval_count\":8", StringComparison.Ordinal) + "\n") { Headers = ["chunk per line"] },
        new("a streamed chat", "05", """POST /api/chat {"model":"tiny","messages":[{"role":"user","content":"hi"}],"options":{"num_predict":8}}""", 200, Lines,
            "{\"model\":\"tiny\",\"created_at\":\"<time>\",\"message\":{\"role\":\"assistant\",\"content\":\"<text>\"},\"done\":false}\n<parts>"
            + "{\"model\":\"tiny\",\"created_at\":\"<time>\",\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":true,\"done_reason\":\"length\"," + Counters + "\n") { Headers = ["chunk per line"] },
        new("the headers of a stream, in order", "05", """POST /api/generate {"model":"tiny","prompt":"hello","options":{"num_predict":8}}""", 200, Lines, "<parts><any>\n")
            { Headers = ["order: Content-Type, Date, Connection, Transfer-Encoding"] },
        new("the model's own parameters hold", "05", """POST /api/generate {"model":"tiny","prompt":"hello world, how are you","stream":false}""", 200, Json, """<any>"eval_count":24,<any>"""),
        new("a load without a prompt is not streamed", "07", """POST /api/generate {"model":"tiny"}""", 200, Json, """{"model":"tiny","created_at":"<time>","response":"","done":true,"done_reason":"load"}"""),
        new("a load with an empty prompt", "07", """POST /api/generate {"model":"tiny","prompt":""}""", 200, Json, """{"model":"tiny","created_at":"<time>","response":"","done":true,"done_reason":"load"}"""),
        new("a load by a chat without messages", "07", """POST /api/chat {"model":"tiny","messages":[]}""", 200, Json, """{"model":"tiny","created_at":"<time>","message":{"role":"assistant","content":""},"done":true,"done_reason":"load"}"""),
        new("an unload of what is not loaded", "07", """POST /api/generate {"model":"tiny2","keep_alive":0}""", 200, Json, """{"model":"tiny2","created_at":"<time>","response":"","done":true,"done_reason":"unload"}"""),
        new("an unload by a chat", "07", """POST /api/chat {"model":"tiny2","messages":[],"keep_alive":0}""", 200, Json, """{"model":"tiny2","created_at":"<time>","message":{"role":"assistant","content":""},"done":true,"done_reason":"unload"}"""),
        new("the name comes back as it was written", "05", """POST /api/generate {"model":"TINY:latest","stream":false}""", 200, Json, """{"model":"TINY:latest",<any>"""),
        new("a JSON schema is kept", "08", """POST /api/generate {"model":"slow","prompt":"x","stream":false,"options":{"num_predict":400},"format":""" + Schema + "}", 200, Json, """<any>"response":"{<text>\"age\"<text>\"ok\"<text>}<text>"<any>"""),
        new("format json", "08", """POST /api/generate {"model":"slow","prompt":"x","stream":false,"format":"json","options":{"num_predict":400}}""", 200, Json, """<any>"response":"{<text>}<text>"<any>"""),
        new("an empty format is none", "source", """POST /api/generate {"model":"tiny","prompt":"x","stream":false,"format":""}""", 200, Json, "<any>"),
        new("a format that is none", "08", """POST /api/generate {"model":"tiny","prompt":"x","stream":false,"format":"xml"}""", 500, Json, """{"error":"invalid format: \"\\\"xml\\\"\"; expected \"json\" or a valid JSON Schema object"}"""),
        new("a number for a format", "source", """POST /api/chat {"model":"tiny","messages":[{"role":"user","content":"x"}],"stream":false,"format":5}""", 500, Json, """{"error":"invalid format: \"5\"; expected \"json\" or a valid JSON Schema object"}"""),
        new("a schema of an unknown type", "08", """POST /api/generate {"model":"tiny","prompt":"x","stream":false,"format":{"type":"nonsense"}}""", 500, Json, """{"error":"invalid JSON schema in format"}"""),
        new("a reference to nothing", "source", """POST /api/generate {"model":"tiny","prompt":"x","stream":false,"format":{"$ref":"#/$defs/none"}}""", 500, Json, """{"error":"invalid JSON schema in format"}"""),
        new("a reference to the schema itself", "source", """POST /api/generate {"model":"tiny","prompt":"x","stream":false,"format":{"$ref":"#"}}""", 500, Json, """{"error":"invalid JSON schema in format"}"""),
        new("a reference to another document", "source", """POST /api/generate {"model":"tiny","prompt":"x","stream":false,"format":{"$ref":"other.json"}}""", 500, Json, """{"error":"invalid JSON schema in format"}"""),
        new("a pattern that is not for the whole text", "source", """POST /api/generate {"model":"tiny","prompt":"x","stream":false,"format":{"type":"string","pattern":"abc"}}""", 500, Json, """{"error":"invalid JSON schema in format"}"""),
        new("a schema that says nothing it knows", "source", """POST /api/generate {"model":"tiny","prompt":"x","stream":false,"format":{"required":["a"]}}""", 500, Json, """{"error":"invalid JSON schema in format"}"""),
        new("a flag for a format", "source", """POST /api/generate {"model":"tiny","prompt":"x","stream":false,"format":true}""", 500, Json, """{"error":"invalid format: \"true\"; expected \"json\" or a valid JSON Schema object"}"""),
        new("an empty schema is any object", "source", """POST /api/generate {"model":"slow","prompt":"x","stream":false,"format":{},"options":{"num_predict":400}}""", 200, Json, """<any>"response":"{<text>}<text>"<any>"""),
        new("roles that nobody knows", "source", """POST /api/chat {"model":"tiny","messages":[{"role":"nobody","content":"x"},{"content":"y"},{}],"stream":false}""", 200, Json, """{"model":"tiny","created_at":"<time>","message":{"role":"assistant","content":"<text>"},"done":true,<any>"""),
        new("no messages by null", "source", """POST /api/chat {"model":"tiny","messages":null}""", 200, Json, """{"model":"tiny","created_at":"<time>","message":{"role":"assistant","content":""},"done":true,"done_reason":"load"}"""),
        new("an input that is too long and must not be cut", "source", """POST /api/generate {"model":"tiny","prompt":"one two three four five six seven eight","stream":false,"truncate":false,"options":{"num_ctx":4}}""", 400, Json, """{"error":"the input length exceeds the context length"}"""),
        new("the same in a stream is still a status", "source", """POST /api/chat {"model":"tiny","messages":[{"role":"user","content":"one two three four five six seven eight"}],"truncate":false,"options":{"num_ctx":4}}""", 400, BareJson, """{"error":"the input length exceeds the context length"}"""),
        new("a wrong schema in a stream is still a status", "source", """POST /api/generate {"model":"tiny","prompt":"x","format":{"type":"nonsense"}}""", 500, BareJson, """{"error":"invalid JSON schema in format"}"""),
        new("a context above the trained one is capped", "06", """POST /api/generate {"model":"tiny2","options":{"num_ctx":1000000}}""", 200, Json, "<any>"),
    ];
}
