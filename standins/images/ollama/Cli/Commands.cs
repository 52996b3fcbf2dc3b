using Ollama.Http;
using Ollama.Server;
using Standins.Golang.Json;

namespace Ollama.Cli;

/// <summary>The command line.</summary>
internal static class Commands
{
    private static readonly Command[] All =
    [
        new("serve", "serve", "Start ollama", 0, 0, [], _ => ServeCommand.RunAsync(), ["start"]),
        new("show", "show MODEL", "Show information for a model", 1, 1,
            [new("license", "print the license"), new("modelfile", "print the modelfile"), new("parameters", "print the parameters"),
                new("system", "print the system message"), new("template", "print the template"), new("verbose", "print everything", "", 'v')], ShowCommand.RunAsync),
        new("run", "run MODEL [PROMPT]", "Run a model", 1, int.MaxValue,
            [new("format", "format of the answer, such as json", "string"), new("insecure", "allow a registry without TLS"),
                new("keepalive", "how long the model stays loaded, such as 5m", "string"), new("nowordwrap", "do not wrap words"),
                new("verbose", "print timings")], RunCommand.RunAsync),
        new("stop", "stop MODEL", "Stop a running model", 1, 1, [], ModelCommands.StopAsync),
        new("pull", "pull MODEL", "Pull a model from a registry", 1, 1, [new("insecure", "allow a registry without TLS")], PullCommand.RunAsync),
        new("list", "list", "List models", 0, int.MaxValue, [], ListCommands.ListAsync, ["ls"]),
        new("ps", "ps", "List running models", 0, int.MaxValue, [], ListCommands.PsAsync),
        new("rm", "rm MODEL [MODEL...]", "Remove a model", 1, int.MaxValue, [], ModelCommands.RemoveAsync),
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            switch (args)
            {
                case []:
                    Console.Error.Write(Usage.Root);
                    return 0;
                case ["help", var topic] when Find(topic) is { } command:
                    Console.Out.Write(Usage.Of(command));
                    return 0;
                case ["help", var topic, ..] when topic != "help":
                    Console.Error.Write($"Unknown help topic [{string.Join(' ', args.Skip(1).Select(a => $"`{a}`"))}]\n{Usage.Root}");
                    return 0;
                case ["--help" or "-h" or "help", ..]:
                    Console.Out.Write(Usage.Title + Usage.Root);
                    return 0;
                case ["--version" or "-v"]:
                    return await VersionAsync();
                case [['-', '-', .. var flag], ..]:
                    throw new CliException($"unknown flag: --{flag.Split('=')[0]}");
                case [['-', var letter, ..], ..]:
                    throw new CliException($"unknown shorthand flag: '{letter}' in {args[0]}");
                default:
                    return await RunAsync(
                        Find(args[0]) ?? throw new CliException($"unknown command {GoQuote.Double(args[0])} for \"ollama\"{Suggestions.For(args[0])}"), args);
            }
        }
        catch (Exception e) when (e is CliException or JsonException or IOException)
        {
            Console.Error.Write($"Error: {e.Message}\n");
            return 1;
        }
    }

    private static async Task<int> RunAsync(Command command, string[] args)
    {
        Typed typed = command.Parse(args.AsSpan(1));
        if (typed.Has("help"))
        {
            Console.Out.Write(Usage.Of(command));
            return 0;
        }

        if (command.Name != "serve")
        {
            await using HttpCall heartbeat = await ApiClient.SendAsync("HEAD", "/");
        }

        return await command.Run(typed);
    }

    private static Command? Find(string name) => Array.Find(All, c => c.Answers(name));

    private static async Task<int> VersionAsync()
    {
        try
        {
            string version = (await ApiClient.JsonAsync("GET", "/api/version"))["version"]!.Text;
            Console.Out.Write($"ollama version is {version}\n");
            Console.Out.Write(version == ServeCommand.Version ? "" : $"Warning: client version is {ServeCommand.Version}\n");
        }
        catch (CliException)
        {
            Console.Out.Write($"Warning: could not connect to a running Ollama instance\nWarning: client version is {ServeCommand.Version}\n");
        }

        return 0;
    }
}
