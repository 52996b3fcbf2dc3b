using System.Diagnostics;
using Ollama.Answer;
using Ollama.Server;
using Standins.Golang.Http;
using Standins.Golang.Json;

namespace Ollama.Runner;

/// <summary>One answer, produced at the speed of the settings, a line for each token.</summary>
internal sealed class Completion(JsonValue request, Exchange exchange)
{
    private const string Lines = "application/x-ndjson";

    public async Task RunAsync()
    {
        StandinSettings settings = StandinSettings.Current;
        int context = (int)request["num_ctx"]!.Number, predict = (int)request["num_predict"]!.Number;
        int promptTokens = (int)request["prompt_tokens"]!.Number;
        if (promptTokens > context)
        {
            // What is kept of the beginning, and the token that begins every prompt.
            int keep = Math.Min((int)request["num_keep"]!.Number + 1, context / 2);
            Log.Warn("runner.go:131", "truncating input prompt", ("limit", context), ("prompt", promptTokens), ("keep", keep), ("new", context));
            promptTokens = context;
        }

        var clock = Stopwatch.StartNew();
        await Task.Delay(TimeSpan.FromSeconds(promptTokens / settings.PromptRate), exchange.Gone);
        TimeSpan promptTime = clock.Elapsed;

        string text = Cut(Reply.To(request, exchange.Gone), [.. request["stop"]!.Items.Select(i => i.Text)]);
        string[] pieces = [.. Tokens.Split(text)];
        int most = predict > 0 ? Math.Min(predict, context) : Math.Max(1, context);
        bool cut = pieces.Length > most;
        int count = Math.Min(pieces.Length, most);
        for (int i = 0; i < count; i++)
        {
            TimeSpan ahead = promptTime + TimeSpan.FromSeconds((i + 1) / settings.GenerationRate) - clock.Elapsed;
            if (ahead > TimeSpan.FromMilliseconds(1))
            {
                await Task.Delay(ahead, exchange.Gone);
            }

            exchange.Gone.ThrowIfCancellationRequested();
            await exchange.StreamAsync(Lines, new JsonText().Open().Str("content", pieces[i]).Close() + "\n");
        }

        await SendCountsAsync(cut ? "length" : "stop", promptTokens, promptTime, count + (cut ? 0 : 1), clock.Elapsed - promptTime);
    }

    private async Task SendCountsAsync(string reason, int promptTokens, TimeSpan promptTime, int tokens, TimeSpan time)
    {
        await exchange.StreamAsync(Lines, new JsonText().Open().Bool("done", true).Str("reason", reason).Num("prompt_eval_count", promptTokens)
            .Num("prompt_eval_duration", Nanoseconds(promptTime)).Num("eval_count", tokens).Num("eval_duration", Nanoseconds(time)).Close() + "\n");
        await exchange.EndStreamAsync();
    }

    private static string Cut(string text, string[] stops)
    {
        foreach (string stop in stops.Where(s => s.Length > 0))
        {
            int at = text.IndexOf(stop, StringComparison.Ordinal);
            text = at >= 0 ? text[..at] : text;
        }

        return text;
    }

    private static long Nanoseconds(TimeSpan time) => Math.Max(1, time.Ticks * 100);
}
