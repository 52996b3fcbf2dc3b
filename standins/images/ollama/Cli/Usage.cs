using System.Globalization;
using System.Text;

namespace Ollama.Cli;

/// <summary>Help texts; names and order of commands are those of the original.</summary>
internal static class Usage
{
    public const string Title = "Large language model runner\n\n";

    public const string Root = """
        Usage:
          ollama [flags]
          ollama [command]

        Available Commands:
          serve       Start ollama
          create      Create a model
          show        Show information for a model
          run         Run a model
          stop        Stop a running model
          pull        Pull a model from a registry
          push        Push a model to a registry
          signin      Sign in to ollama.com
          signout     Sign out from ollama.com
          list        List models
          ps          List running models
          cp          Copy a model
          rm          Remove a model
          help        Help about any command

        Flags:
          -h, --help      help for ollama
          -v, --version   Show version information

        Use "ollama [command] --help" for more information about a command.

        """;

    private static readonly (string Name, string Help)[] OfServer =
    [
        ("OLLAMA_DEBUG", "log more, such as 1"), Host, ("OLLAMA_CONTEXT_LENGTH", "tokens of context where nothing else is said"),
        ("OLLAMA_KEEP_ALIVE", "how long a model stays loaded (5m)"), ("OLLAMA_MAX_LOADED_MODELS", "most models in memory"),
        ("OLLAMA_MAX_QUEUE", "most requests that wait for a load"), ("OLLAMA_MODELS", "folder of the models"),
        ("OLLAMA_NUM_PARALLEL", "requests that a model answers at a time"), ("OLLAMA_NOPRUNE", "keep unused blobs at the start"),
        ("OLLAMA_ORIGINS", "sites whose pages may call, with commas between"), ("OLLAMA_SCHED_SPREAD", "read and not used"),
        ("OLLAMA_FLASH_ATTENTION", "lets the cache be smaller, such as 1"), ("OLLAMA_KV_CACHE_TYPE", "type of the cache: f16, q8_0 or q4_0"), ("OLLAMA_LLM_LIBRARY", "read and not used"),
        ("OLLAMA_GPU_OVERHEAD", "read and not used"), ("OLLAMA_LOAD_TIMEOUT", "how long a load may stand still (5m)"),
    ];

    private static (string Name, string Help) Host => ("OLLAMA_HOST", "address of the server (127.0.0.1:11434)");

    private static (string Name, string Help)[] Variables(string command) => command switch
    {
        "serve" => OfServer,
        "run" => [Host, ("OLLAMA_NOHISTORY", "read and not used")],
        _ => [Host],
    };

    public static string Of(Command command)
    {
        var text = new StringBuilder($"{command.Help}\n\nUsage:\n  ollama {command.Synopsis} [flags]\n");
        if (command.Aliases is { } aliases)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nAliases:\n  {string.Join(", ", [command.Name, .. aliases])}\n");
        }

        (string Head, string Help)[] lines = [.. command.Flags.Append(new Flag("help", $"help for {command.Name}", "", 'h')).OrderBy(f => f.Name, StringComparer.Ordinal)
            .Select(f => ($"  {(f.Short == '\0' ? "    " : $"-{f.Short}, ")}--{f.Name}{(f.Value.Length > 0 ? " " + f.Value : "")}", f.Help))];
        int width = lines.Max(l => l.Head.Length);
        text.Append("\nFlags:\n").AppendJoin("", lines.Select(l => $"{l.Head.PadRight(width)}   {l.Help}\n"));
        text.Append("\nEnvironment Variables:\n").AppendJoin("", Variables(command.Name).Select(v => $"      {v.Name,-24}   {v.Help}\n"));
        return text.ToString();
    }
}
