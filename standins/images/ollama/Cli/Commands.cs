using Ollama.Go;
using Ollama.Http;
using Ollama.Server;

namespace Ollama.Cli;

/// <summary>The command line.</summary>
internal static class Commands
{
    /// <summary>Offered when a command is misspelt.</summary>
    private static readonly string[] Names = ["serve", "create", "show", "run", "stop", "pull", "push", "signin", "signout", "list", "ps", "cp", "rm"];

    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            switch (args)
            {
                case []:
                    Console.Error.Write(Usage.Root);
                    return 0;
                case ["--help" or "-h" or "help", ..]:
                    Console.Out.Write("Large language model runner\n\n" + Usage.Root);
                    return 0;
                case ["--version" or "-v", ..]:
                    return await VersionAsync();
                case ["serve" or "start", ..]:
                    return await ServeCommand.RunAsync();
            }

            Func<string[], Task<int>> command = args[0] switch
            {
                "list" or "ls" => ListCommands.ListAsync,
                "ps" => ListCommands.PsAsync,
                "pull" => PullCommand.RunAsync,
                _ => throw new CliException($"unknown command {GoQuote.Double(args[0])} for \"ollama\"{Suggestions(args[0])}"),
            };
            await Ask("/");
            return await command(args[1..]);
        }
        catch (CliException e)
        {
            Console.Error.Write($"Error: {e.Message}\n");
            return 1;
        }
    }

    private static async Task Ask(string path)
    {
        await using HttpCall call = await ApiClient.SendAsync("HEAD", path);
    }

    private static async Task<int> VersionAsync()
    {
        try
        {
            Console.Out.Write($"ollama version is {(await ApiClient.JsonAsync("GET", "/api/version"))["version"]!.Text}\n");
        }
        catch (CliException)
        {
            Console.Out.Write($"Warning: could not connect to a running Ollama instance\nWarning: client version is {ServeCommand.Version}\n");
        }

        return 0;
    }

    private static string Suggestions(string typed)
    {
        string[] near = [.. Names.Where(n => Distance(typed, n) <= 2 || n.StartsWith(typed, StringComparison.OrdinalIgnoreCase))];
        return near.Length == 0 ? "" : "\n\nDid you mean this?\n" + string.Concat(near.Select(n => $"\t{n}\n"));
    }

    /// <summary>Letters to change, add or drop to get from one word to the other.</summary>
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), cost);
            }
        }

        return row[^1];
    }
}
