using Ollama.Go;

namespace Ollama.Cli;

/// <summary><c>ollama stop</c> and <c>ollama rm</c>.</summary>
internal static class ModelCommands
{
    /// <summary>The spinner of the original, shown and removed again.</summary>
    private const string Spinner = "\e[?25l\e[?2026h\e[?25l\e[1G\e[K\e[?25h\e[?2026l\e[2K\e[1G\e[?25h";

    public static async Task<int> StopAsync(Typed typed)
    {
        Console.Error.Write(Spinner);
        await StopAsync(typed.Arguments[0]);
        return 0;
    }

    public static async Task<int> RemoveAsync(Typed typed)
    {
        foreach (string name in typed.Arguments)
        {
            Console.Error.Write(Spinner);
            try
            {
                await StopAsync(name);
            }
            catch (CliException)
            {
                // Not there: the removal says so.
            }

            await ApiClient.JsonAsync("DELETE", "/api/delete", JsonText.Of(("model", name)));
            Console.Out.Write($"deleted '{name}'\n");
        }

        return 0;
    }

    private static async Task StopAsync(string name)
    {
        try
        {
            await ApiClient.JsonAsync("POST", "/api/generate", new JsonText().Open().Str("model", name).Num("keep_alive", 0).Close().ToString());
        }
        catch (CliException e) when (e.Message.Contains("not found", StringComparison.Ordinal))
        {
            throw new CliException($"couldn't find model {GoQuote.Double(name)} to stop");
        }
    }
}
