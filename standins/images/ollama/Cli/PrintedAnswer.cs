using System.Text;
using Ollama.Go;
using Standins.Golang.Json;

namespace Ollama.Cli;

/// <summary>An answer of the model on the terminal: a wheel until it begins, each part as it comes, and its timings.</summary>
internal static class PrintedAnswer
{
    /// <returns>The whole text.</returns>
    public static async Task<string> PrintAsync(string path, string body, string end, bool verbose, CancellationToken cancel = default)
    {
        ProgressLines wheel = ProgressLines.Waiting();
        var text = new StringBuilder();
        try
        {
            JsonValue? last = null;
            await foreach (JsonValue line in ApiClient.LinesAsync(path, body, cancel))
            {
                await wheel.ClearAsync();
                string part = (line["response"] ?? line["message"]?["content"])?.Text ?? "";
                Console.Out.Write(part);
                text.Append(part);
                last = line;
            }

            Console.Out.Write(end);
            Console.Error.Write(verbose && last?["eval_count"] is not null ? Timings(last) : "");
            return text.ToString();
        }
        finally
        {
            await wheel.ClearAsync();
        }
    }

    private static string Timings(JsonValue last)
    {
        string total = GoDuration.Format((long)last["total_duration"]!.Number), load = GoDuration.Format((long)last["load_duration"]!.Number);
        return $"total duration:       {total}\nload duration:        {load}\n"
            + Rate("prompt eval", last["prompt_eval_count"]!, last["prompt_eval_duration"]!) + Rate("eval", last["eval_count"]!, last["eval_duration"]!);
    }

    private static string Rate(string what, JsonValue count, JsonValue duration)
        => $"{what + " count:",-21} {count.Text} token(s)\n{what + " duration:",-21} {GoDuration.Format((long)duration.Number)}\n"
            + FormattableString.Invariant($"{what + " rate:",-21} {count.Number / (duration.Number / 1e9):F2} tokens/s\n");
}
