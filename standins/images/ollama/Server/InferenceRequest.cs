using System.Text;
using Ollama.Go;
using Ollama.Scheduling;
using Ollama.Store;

namespace Ollama.Server;

/// <summary>What <c>/api/generate</c> and <c>/api/chat</c> have in common once their bodies are read.</summary>
internal sealed record InferenceRequest(
    bool Chat,
    string ModelText,
    bool Empty,
    string System,
    string Question,
    string Prompt,
    bool Raw,
    IReadOnlyList<int> Context,
    bool Stream,
    JsonValue? Format,
    JsonValue? Options,
    long? KeepAlive,
    IReadOnlyList<string> Wanted,
    bool Thinks)
{
    private static readonly Field[] GenerateFields =
    [
        new("model", FieldKind.Text), new("prompt", FieldKind.Text), new("suffix", FieldKind.Text), new("system", FieldKind.Text),
        new("template", FieldKind.Text), new("context", FieldKind.Array, "[]int"), new("stream", FieldKind.Flag, "bool"),
        new("raw", FieldKind.Flag, "bool"), new("format", FieldKind.Any), new("keep_alive", FieldKind.Duration),
        new("images", FieldKind.Array, "[]api.ImageData"), new("options", FieldKind.Object, "map[string]interface {}"), new("think", FieldKind.Any),
    ];

    private static readonly Field[] ChatFields =
    [
        new("model", FieldKind.Text), new("messages", FieldKind.Array, "[]api.Message"), new("stream", FieldKind.Flag, "bool"),
        new("format", FieldKind.Any), new("keep_alive", FieldKind.Duration), new("tools", FieldKind.Array, "api.Tools"),
        new("options", FieldKind.Object, "map[string]interface {}"), new("think", FieldKind.Any),
    ];

    private static readonly Field[] MessageFields = [new("role", FieldKind.Text), new("content", FieldKind.Text)];

    public static InferenceRequest Generate(ReadOnlyMemory<byte> body)
    {
        RequestBinder r = RequestBinder.Bind(body, "GenerateRequest", GenerateFields);
        if (r.Flag("raw") && (r.Text("template") + r.Text("system")).Length + (r["context"]?.Items.Count ?? 0) > 0)
        {
            throw new ApiException(400, "raw mode does not support template, system, or context");
        }

        string prompt = r.Text("prompt");
        if (r["context"] is not null)
        {
            Log.Warn("routes.go:441", "the context field is deprecated and will be removed in a future version of Ollama");
        }

        int[] context = [.. (r["context"]?.Items ?? []).Select(i => (int)i.Number)];
        return new(false, r.Text("model"), prompt.Length == 0, r.Text("system"), prompt, r.Text("system") + prompt, r.Flag("raw"), context, r.Flag("stream", true), r["format"],
            r["options"], r.KeepAlive, r.Text("suffix").Length > 0 ? ["insert"] : [], Thinking(r));
    }

    public static InferenceRequest Conversation(ReadOnlyMemory<byte> body)
    {
        RequestBinder r = RequestBinder.Bind(body, "ChatRequest", ChatFields);
        var all = new StringBuilder();
        string system = "", question = "";
        List<JsonValue> messages = r["messages"]?.Items ?? [];
        foreach (JsonValue message in messages)
        {
            RequestBinder m = RequestBinder.Bind(message, "ChatRequest", "messages.", MessageFields);
            string content = m.Text("content");
            all.Append(content).Append('\n');
            if (m.Text("role").Equals("system", StringComparison.OrdinalIgnoreCase))
            {
                system += content + "\n";
            }
            else if (m.Text("role").Equals("user", StringComparison.OrdinalIgnoreCase))
            {
                question = content;
            }
        }

        return new(true, r.Text("model"), messages.Count == 0, system, question, all.ToString(), false, [], r.Flag("stream", true), r["format"],
            r["options"], r.KeepAlive, r["tools"]?.Items.Count > 0 ? ["tools"] : [], Thinking(r));
    }

    /// <summary>The request that a runner gets.</summary>
    public string ForRunner(Model model, RunOptions options)
    {
        string system = System.Length > 0 ? System : model.System;
        JsonText json = new JsonText().Open().Str("system", system).Str("question", Question).Str("prompt", System.Length > 0 ? Prompt : model.System + Prompt)
            .Num("context", Context.Count).Num("num_ctx", options.ContextLength).Num("num_predict", options.Predict).Num("seed", options.Seed).List("stop", options.Stop);
        return json.Raw("format", Format is { } format ? Encoding.UTF8.GetString(format.Source.Span) : "null").Close().ToString();
    }

    private static bool Thinking(RequestBinder r) => r["think"] is { } think && (think.IsTrue || think is { Kind: JsonKind.String, Text.Length: > 0 });
}
