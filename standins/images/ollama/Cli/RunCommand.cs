using System.Text;
using Ollama.Go;
using Standins.Golang.Json;

namespace Ollama.Cli;

/// <summary><c>ollama run MODEL PROMPT</c>: one answer. Without a prompt the model is only loaded; there is no conversation at a terminal.</summary>
internal static class RunCommand
{
    public static async Task<int> RunAsync(Typed typed)
    {
        string model = typed.Arguments[0];
        string? keepAlive = KeepAlive(typed["keepalive"]);
        try
        {
            await ApiClient.JsonAsync("POST", "/api/show", JsonText.Of(("model", model)));
        }
        catch (CliException e) when (e.Message.Contains("not found", StringComparison.Ordinal))
        {
            await PullCommand.RunAsync(typed with { Arguments = [model] });
        }

        string prompt = string.Join(' ', typed.Arguments.Skip(1));
        if (Console.IsInputRedirected)
        {
            prompt = string.Join(' ', ((string[])[await Console.In.ReadToEndAsync(), prompt]).Where(p => p.Length > 0));
        }

        JsonText body = new JsonText().Open().Str("model", model).Str("prompt", prompt);
        body = typed["format"] is { } format ? body.Raw("format", Format(format)) : body;
        body = keepAlive is { } keep ? body.Str("keep_alive", keep) : body;
        ProgressLines wheel = ProgressLines.Waiting();
        try
        {
            JsonValue? last = null;
            await foreach (JsonValue line in ApiClient.LinesAsync("/api/generate", body.Close().ToString()))
            {
                await wheel.ClearAsync();
                Console.Out.Write(line["response"]?.Text ?? "");
                last = line;
            }

            Console.Out.Write(prompt.Length > 0 ? "\n\n" : "");
            Console.Error.Write(typed.Has("verbose") && last?["eval_count"] is not null ? Timings(last) : "");
            return 0;
        }
        finally
        {
            await wheel.ClearAsync();
        }
    }

    /// <summary>A duration; whoever misspells it learns so before anything is asked.</summary>
    private static string? KeepAlive(string? text)
    {
        try
        {
            return text is null ? null : GoDuration.Format(GoDuration.Parse(text));
        }
        catch (FormatException e)
        {
            throw new CliException(e.Message);
        }
    }

    /// <summary>The word json or a schema.</summary>
    private static string Format(string text)
    {
        try
        {
            return text == "json" ? "\"json\"" : Encoding.UTF8.GetString(JsonReader.Read(Encoding.UTF8.GetBytes(text))!.Source.Span);
        }
        catch (JsonException e)
        {
            throw new CliException("json: error calling MarshalJSON for type json.RawMessage: " + e.Message);
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
