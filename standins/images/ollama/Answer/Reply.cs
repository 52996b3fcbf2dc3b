using Standins.Golang.Json;

namespace Ollama.Answer;

/// <summary>What the model says.</summary>
internal static class Reply
{
    /// <exception cref="OperationCanceledException">The caller left.</exception>
    public static string To(JsonValue request, CancellationToken gone)
    {
        Question question = Question.Read(request["question"]!.Text, request["system"]!.Text);
        JsonValue? format = request["format"];
        return format switch
        {
            { Kind: JsonKind.Object } => new SchemaFiller(format, new KnownValues(question), gone).Fill(),
            { Kind: JsonKind.String, Text: "json" } => "{\"answer\": " + JsonText.Quote(Prose.Sentence(question)) + "}",
            _ => Prose.Text(question, (long)request["seed"]!.Number),
        };
    }
}
