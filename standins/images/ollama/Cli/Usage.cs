namespace Ollama.Cli;

/// <summary>Help texts; names and order of commands are those of the original.</summary>
internal static class Usage
{
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
}
