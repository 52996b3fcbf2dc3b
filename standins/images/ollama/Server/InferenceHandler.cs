using System.Diagnostics;
using System.Text;
using Ollama.Answer;
using Ollama.Go;
using Ollama.Http;
using Ollama.Runner;
using Ollama.Scheduling;
using Ollama.Store;
using Standins.Golang.Http;
using Standins.Golang.Json;

namespace Ollama.Server;

/// <summary><c>POST /api/generate</c> and <c>POST /api/chat</c>.</summary>
internal sealed class InferenceHandler(ModelStore store, Scheduler scheduler, ServerEnvironment environment)
{
    private const string Lines = "application/x-ndjson";

    public async Task GenerateAsync(Exchange exchange) => await HandleAsync(exchange, InferenceRequest.Generate(await exchange.ReadBodyAsync()));

    public async Task ChatAsync(Exchange exchange) => await HandleAsync(exchange, InferenceRequest.Conversation(await exchange.ReadBodyAsync()));

    private async Task HandleAsync(Exchange exchange, InferenceRequest request)
    {
        long start = Stopwatch.GetTimestamp();
        Model model = Find(request);
        if (request.Empty && request.KeepAlive == 0)
        {
            scheduler.Expire(model);
            await exchange.JsonAsync(200, Line(request, "", "unload").Close().ToString());
            return;
        }

        if (request.RawWithMore)
        {
            throw new ApiException(400, "raw mode does not support template, system, or context");
        }

        CheckCapabilities(request, model);
        RunOptions options = RunOptions.Of(model, request.Options, environment.ContextLength);
        LoadedModel loaded = await scheduler.AcquireAsync(model, options, request.KeepAlive, exchange.Gone);
        try
        {
            long load = Nanoseconds(start);
            if (request.Empty)
            {
                await exchange.JsonAsync(200, Line(request, "", "load").Close().ToString());
                return;
            }

            if (request.Context is not null && !request.Raw)
            {
                Log.Warn("routes.go:441", "the context field is deprecated and will be removed in a future version of Ollama");
            }

            exchange.Streaming = request.Stream;
            FormatCheck.Check(request.Format);
            if (Log.Debugging)
            {
                Log.Debug("server.go:1509", "completion request", ("images", 0), ("prompt", request.Wording.Value.Prompt.Length), ("format", request.Format?.Text ?? ""));
            }

            if (!request.Truncate && request.PromptTokens(model) > options.ContextLength)
            {
                throw new ApiException(400, "the input length exceeds the context length");
            }

            using IDisposable slot = await loaded.SlotAsync(exchange.Gone);
            await RunAsync(exchange, request, model, options, loaded, start, load);
        }
        finally
        {
            scheduler.Release(loaded);
        }
    }

    private static async Task RunAsync(Exchange exchange, InferenceRequest request, Model model, RunOptions options, LoadedModel loaded, long start, long load)
    {
        var text = new StringBuilder();
        JsonValue end;
        bool telling = false;
        try
        {
            await using HttpCall call = await loaded.Runner.CallAsync("POST", "/completion", request.ForRunner(model, options), exchange.Gone);
            while (true)
            {
                JsonValue line = JsonReader.Read(Encoding.UTF8.GetBytes(await call.LineAsync(exchange.Gone) ?? throw new IOException("unexpected EOF")))!;
                if (line["done"] is not null)
                {
                    end = line;
                    break;
                }

                string piece = line["content"]!.Text;
                text.Append(piece);
                if (request.Stream)
                {
                    telling = true;
                    await exchange.StreamAsync(Lines, Line(request, piece, null).Close() + "\n");
                    telling = false;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException || (telling && e is IOException))
        {
            // The caller has left; writing to it may notice before the watch does.
            throw new ApiException(500, "context canceled");
        }
        catch (IOException e)
        {
            throw await DiedAsync(loaded) ? new ApiException(500, "an error was encountered while running the model: unexpected EOF") : e;
        }

        JsonText last = Line(request, request.Stream ? "" : text.ToString(), end["reason"]!.Text);
        if (!request.Chat && !request.Raw)
        {
            IEnumerable<string> pieces = Tokens.Split(request.Wording.Value.Prompt).Concat(Tokens.Split(text.ToString()));
            last.Numbers("context", (request.Context ?? []).Concat(pieces.Select(Tokens.Id)));
        }

        last.Num("total_duration", Nanoseconds(start)).Num("load_duration", load);
        foreach (string name in (string[])["prompt_eval_count", "prompt_eval_duration", "eval_count", "eval_duration"])
        {
            last.Raw(name, end[name]!.Text);
        }

        string json = last.Close().ToString();
        if (request.Stream)
        {
            await exchange.StreamAsync(Lines, json + "\n");
            await exchange.EndStreamAsync();
            return;
        }

        await exchange.JsonAsync(200, json);
    }

    /// <summary>A broken connection to a runner is its end, of which the kernel may tell a little later.</summary>
    private static async Task<bool> DiedAsync(LoadedModel loaded)
        => await Task.WhenAny(loaded.Runner.Exited, Task.Delay(TimeSpan.FromSeconds(5))) == loaded.Runner.Exited;

    private Model Find(InferenceRequest request)
    {
        ModelName? name = ModelName.Parse(request.ModelText);
        if (name is null && request.Chat)
        {
            throw new ApiException(400, "model is required");
        }

        StoredModel? stored = name is null ? null : store.Find(name);
        return stored is null ? throw new ApiException(404, $"model '{request.ModelText}' not found") : new Model(stored, store);
    }

    private static void CheckCapabilities(InferenceRequest request, Model model)
    {
        if (request.Thinks)
        {
            throw new ApiException(400, $"{GoQuote.Double(request.ModelText)} does not support thinking");
        }

        foreach (string wanted in request.Wanted.Except(model.Capabilities))
        {
            throw new ApiException(400, $"{model.Name.Full} does not support {wanted}");
        }
    }

    private static JsonText Line(InferenceRequest request, string text, string? reason)
    {
        JsonText json = new JsonText().Open().Str("model", request.ModelText).Str("created_at", GoTime.NowRfc3339());
        json = request.Chat ? json.Open("message").Str("role", "assistant").Str("content", text).Close() : json.Str("response", text);
        return reason is null ? json.Bool("done", false) : json.Bool("done", true).Str("done_reason", reason);
    }

    private static long Nanoseconds(long start) => Stopwatch.GetElapsedTime(start).Ticks * 100;
}
