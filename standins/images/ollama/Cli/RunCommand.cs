using System.Text;
using Ollama.Go;
using Standins.Golang.Json;

namespace Ollama.Cli;

/// <summary><c>ollama run MODEL PROMPT</c>: one answer; a conversation at a terminal, or only the load elsewhere, without a prompt.</summary>
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
        string? format = typed["format"] is { } text ? Format(text) : null;
        body = format is not null ? body.Raw("format", format) : body;
        body = keepAlive is { } keep ? body.Str("keep_alive", keep) : body;
        await PrintedAnswer.PrintAsync("/api/generate", body.Close().ToString(), prompt.Length > 0 ? "\n\n" : "", typed.Has("verbose"));
        return prompt.Length > 0 || Console.IsInputRedirected || Console.IsOutputRedirected ? 0
            : await new Conversation(new Session { Model = model, Format = format, KeepAlive = keepAlive, Verbose = typed.Has("verbose") }).RunAsync();
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
}
