using System.Text;
using Ollama.Runner;
using Ollama.Scheduling;
using Ollama.Store;
using Standins.Golang.Http;
using Standins.Golang.Json;

namespace Ollama.Server;

/// <summary>What is said to the model.</summary>
internal sealed record Wording(string System, string Question, string Prompt);

/// <summary>What <c>/api/generate</c> and <c>/api/chat</c> have in common once their bodies are read. The wording is only decoded for the request whose turn it is.</summary>
internal sealed record InferenceRequest(
    bool Chat,
    string ModelText,
    bool Empty,
    Lazy<Wording> Wording,
    bool Raw,
    bool RawWithMore,
    IReadOnlyList<int>? Context,
    bool Stream,
    bool Truncate,
    JsonValue? Format,
    JsonValue? Options,
    long? KeepAlive,
    IReadOnlyList<string> Wanted,
    bool Thinks)
{
    private static readonly Field[] Common =
    [
        new("truncate", FieldKind.Flag, "bool"), new("shift", FieldKind.Flag, "bool"), new("logprobs", FieldKind.Flag, "bool"), new("top_logprobs", FieldKind.Integer, "int"),
    ];

    private static readonly Field[] GenerateFields =
    [
        new("model", FieldKind.Text), new("prompt", FieldKind.Text), new("suffix", FieldKind.Text), new("system", FieldKind.Text),
        new("template", FieldKind.Text), new("context", FieldKind.Integers, "[]int"), new("stream", FieldKind.Flag, "bool"),
        new("raw", FieldKind.Flag, "bool"), new("format", FieldKind.Any), new("keep_alive", FieldKind.Duration),
        new("images", FieldKind.Images, "[]api.ImageData"), new("options", FieldKind.Object, "map[string]interface {}"), new("think", FieldKind.Any),
        .. Common,
    ];

    private static readonly Field[] ChatFields =
    [
        new("model", FieldKind.Text), new("messages", FieldKind.Array, "[]api.Message"), new("stream", FieldKind.Flag, "bool"),
        new("format", FieldKind.Any), new("keep_alive", FieldKind.Duration), new("tools", FieldKind.Array, "api.Tools"),
        new("options", FieldKind.Object, "map[string]interface {}"), new("think", FieldKind.Any),
        .. Common,
    ];

    private static readonly Field[] MessageFields = [new("role", FieldKind.Text), new("content", FieldKind.Text), new("images", FieldKind.Images, "[]api.ImageData")];

    public static InferenceRequest Generate(Body body)
    {
        RequestBinder r = Bind(body, "GenerateRequest", GenerateFields);
        int[]? context = r["context"] is { } tokens ? [.. tokens.Items.Select(i => i.Kind == JsonKind.Null ? 0 : (int)i.Number)] : null;
        bool rawWithMore = r.Flag("raw") && (r.HasText("template") || r.HasText("system") || context?.Length > 0);
        var wording = new Lazy<Wording>(() => new(r.Text("system"), r.Text("prompt"), r.Text("system") + r.Text("prompt")));
        return new(false, r.Text("model"), !r.HasText("prompt"), wording, r.Flag("raw"), rawWithMore, context, r.Flag("stream", true), r.Flag("truncate", true), r["format"],
            r["options"], r.KeepAlive, r.HasText("suffix") ? ["insert"] : [], Thinking(r));
    }

    public static InferenceRequest Conversation(Body body)
    {
        RequestBinder r = Bind(body, "ChatRequest", ChatFields);
        RequestBinder[] messages = [.. (r["messages"]?.Items ?? []).Select(m => RequestBinder.Bind(m, "ChatRequest", "messages.", MessageFields))];
        return new(true, r.Text("model"), messages.Length == 0, new(() => Said(messages)), false, false, null, r.Flag("stream", true), r.Flag("truncate", true), r["format"],
            r["options"], r.KeepAlive, r["tools"]?.Items.Count > 0 ? ["tools"] : [], Thinking(r));
    }

    /// <summary>How many tokens the model reads.</summary>
    public int PromptTokens(Model model) => Tokens.OfPrompt(Wording.Value.System.Length > 0 ? Wording.Value.Prompt : model.System + Wording.Value.Prompt, Context?.Count ?? 0);

    /// <summary>The request that a runner gets: no more words than its context can hold.</summary>
    public string ForRunner(Model model, RunOptions options)
    {
        string Last(string text) => text.Length <= options.ContextLength * Tokens.Longest ? text : text[^(options.ContextLength * Tokens.Longest)..];
        string system = Wording.Value.System.Length > 0 ? Wording.Value.System : model.System;
        JsonText json = new JsonText().Open().Str("system", Last(system)).Str("question", Last(Wording.Value.Question)).Num("prompt_tokens", PromptTokens(model))
            .Num("num_ctx", options.ContextLength).Num("num_predict", options.Predict).Num("num_keep", options.Keep).Num("seed", options.Seed).List("stop", options.Stop);
        return json.Raw("format", Format is { } format ? Encoding.UTF8.GetString(format.Source.Span) : "null").Close().ToString();
    }

    private static Wording Said(RequestBinder[] messages)
    {
        var all = new StringBuilder();
        string system = "", question = "";
        foreach (RequestBinder message in messages)
        {
            string content = message.Text("content");
            all.Append(content).Append('\n');
            if (message.Text("role").Equals("system", StringComparison.OrdinalIgnoreCase))
            {
                system += content + "\n";
            }
            else if (message.Text("role").Equals("user", StringComparison.OrdinalIgnoreCase))
            {
                question = content;
            }
        }

        return new(system, question, all.ToString());
    }

    private static RequestBinder Bind(Body body, string type, Field[] fields)
    {
        RequestBinder r = RequestBinder.Bind(body, type, fields);
        return r["top_logprobs"] is { Number: < 0 or > 20 } ? throw new ApiException(400, "top_logprobs must be between 0 and 20") : r;
    }

    private static bool Thinking(RequestBinder r) => r["think"] is { } think && (think.IsTrue || think is { Kind: JsonKind.String, Text.Length: > 0 });
}
