using Standins.Golang.Json;

namespace Ollama.Cli;

/// <summary><c>ollama stop</c> and <c>ollama rm</c>.</summary>
internal static class ModelCommands
{
    public static async Task<int> StopAsync(Typed typed)
    {
        await StopAsync(typed.Arguments[0]);
        return 0;
    }

    public static async Task<int> RemoveAsync(Typed typed)
    {
        foreach (string name in typed.Arguments)
        {
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
        ProgressLines wheel = ProgressLines.Waiting();
        try
        {
            await ApiClient.JsonAsync("POST", "/api/generate", new JsonText().Open().Str("model", name).Num("keep_alive", 0).Close().ToString());
        }
        catch (CliException e) when (e.Message.Contains("not found", StringComparison.Ordinal))
        {
            throw new CliException($"couldn't find model {GoQuote.Double(name)} to stop");
        }
        finally
        {
            await wheel.ClearAsync();
        }
    }
}
