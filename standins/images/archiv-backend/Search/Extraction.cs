using System.Diagnostics;
using System.Text.Json;
using Archiv.Backend.Metrics;
using Archiv.Backend.Model;
using Archiv.Backend.Settings;

namespace Archiv.Backend.Search;

/// <summary>Asks the model what a question means.</summary>
internal sealed class Extraction(ModelServer server, BackendSettings settings, BackendMetrics metrics)
{
    // A model that is loaded reports some milliseconds; a load takes at least tenths of a second.
    private static readonly TimeSpan Warm = TimeSpan.FromMilliseconds(100);

    /// <returns>The filters and the time in which the server loaded the model for this request.</returns>
    /// <exception cref="ModelFailure">The model server gave no usable answer.</exception>
    public async Task<(Filters Filters, TimeSpan Load)> AskAsync(Question question, string model, CancellationToken cancelled)
    {
        var began = Stopwatch.GetTimestamp();
        var body = ModelRequests.Chat(model, settings.OllamaKeepAlive, Prompt.System, question.Text, Prompt.Schema, Prompt.MostTokens);
        var answer = await server.PostAsync("api/chat", body, cancelled);
        metrics.Inference.Observe(Stopwatch.GetElapsedTime(began));
        if (!answer.TryGetProperty("message", out var message) || message.ValueKind != JsonValueKind.Object
            || !message.TryGetProperty("content", out var content) || content.ValueKind != JsonValueKind.String)
        {
            throw ModelFailure.Invalid("the answer has no message");
        }
        metrics.PromptTokens.Add(Number(answer, "prompt_eval_count"));
        metrics.GeneratedTokens.Add(Number(answer, "eval_count"));
        metrics.GenerateSeconds.Add(Number(answer, "eval_duration") / 1e9);
        var load = TimeSpan.FromMicroseconds(Number(answer, "load_duration") / 1e3);
        if (load > Warm)
        {
            metrics.Loaded(load);
        }
        try
        {
            return (Filters.Read(content.GetString()!), load);
        }
        catch (InvalidOperationException broken)
        {
            throw ModelFailure.Invalid("the answer holds broken Unicode", broken);
        }
    }

    private static double Number(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.GetDouble() is >= 0 and < 1e18 and var number ? number : 0;
}
