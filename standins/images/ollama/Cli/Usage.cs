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
        return text.ToString();
    }
}
