using Ollama.Scheduling;

namespace Ollama.Cli;

/// <summary>Lines of a conversation that begin with a slash; names and form are the original's.</summary>
internal static class ConversationCommands
{
    private const string Help = """"
        Available Commands:
          /set            Change how answers are made and shown
          /show           Print what is known about the model
          /load <model>   Go on with another model
          /list           Print the models that are there
          /clear          Forget what was said
          /bye            Leave
          /?, /help       Print this, or what belongs to a command

        A message of several lines begins and ends with """.


        """";

    private const string HelpOfSet = """
        Available Commands:
          /set parameter <name> <value>   Set an option
          /set system <string>            Tell the model who it is
          /set history                    Read and not used
          /set nohistory                  Read and not used
          /set format json                Answers are JSON
          /set noformat                   Answers are text
          /set verbose                    Print timings after each answer
          /set quiet                      Print none


        """;

    private const string HelpOfShow = """
        Available Commands:
          /show info         Print an overview
          /show license      Print the license
          /show modelfile    Print the modelfile
          /show parameters   Print the parameters
          /show system       Print the system message
          /show template     Print the template


        """;

    /// <summary>Does what a line says, and tells what has come of it; help goes where errors go.</summary>
    public static async Task RunAsync(Session session, string line, CancellationToken cancel)
    {
        string[] words = line.Split(' ', 3);
        string? help = words switch
        {
            ["/set"] or ["/set", "system" or "format" or "parameter"] or ["/?" or "/help", "set" or "/set", ..] => HelpOfSet,
            ["/set", "format", not "json"] => HelpOfSet,
            ["/set", "parameter", var rest] when !rest.Contains(' ', StringComparison.Ordinal) => HelpOfSet,
            ["/show"] or ["/?" or "/help", "show" or "/show", ..] => HelpOfShow,
            ["/load"] or ["/?" or "/help", ..] => Help,
            _ => null,
        };
        Console.Error.Write(help);
        Console.Out.Write(help is not null ? "" : words switch
        {
            ["/clear", ..] => Clear(session),
            ["/load", var model, ..] => await LoadAsync(session, model, cancel),
            ["/show", "system", ..] when session.System is { } system => system + "\n",
            ["/show", "info" or "license" or "modelfile" or "parameters" or "system" or "template", ..] => await ShowAsync(session, words[1]),
            ["/list", ..] => await ListAsync(words[1..]),
            ["/set", "parameter", var rest] when rest.Split(' ', 2) is [var name, var value] => SetParameter(session, name, value),
            ["/set", "system", var text] => Set("system message", session.System = Conversation.Unquoted(text)),
            ["/set", "history" or "nohistory", ..] => "",
            ["/set", "format", "json"] => Set("format", session.Format = "\"json\""),
            ["/set", "noformat", ..] => Set("format", session.Format = null),
            ["/set", "verbose" or "quiet", ..] => Set("timings", session.Verbose = words[1] == "verbose"),
            ["/set" or "/show", var what, ..] => Unknown($"{words[0]} {what}"),
            _ => Unknown(words[0]),
        });
    }

    private static string Unknown(string command) => $"Unknown command '{command}'. Type /? for help\n";

    private static string Set(string what, object? value) => $"{what}: {value ?? "none"}\n";

    private static string SetParameter(Session session, string name, string value)
        => RunOptions.Json(name, value) is { } json ? Set(name, session.Options[name] = json) : $"{name} is no parameter, or {value} no value for it\n";

    private static string Clear(Session session)
    {
        session.Forget();
        return "Cleared session context\n";
    }

    private static async Task<string> LoadAsync(Session session, string model, CancellationToken cancel)
    {
        Console.Out.Write($"Loading model '{model}'\n");
        try
        {
            await PrintedAnswer.PrintAsync("/api/generate", session.Load(model), "", false, cancel);
        }
        catch (CliException e)
        {
            return e.Message + "\n";
        }

        session.Model = model;
        session.Said.Clear();
        return "";
    }

    private static async Task<string> ListAsync(string[] names)
    {
        await ListCommands.ListAsync(new Typed(names, new Dictionary<string, string>()));
        return "";
    }

    private static async Task<string> ShowAsync(Session session, string part)
    {
        await ShowCommand.RunAsync(new Typed([session.Model], part == "info" ? new Dictionary<string, string>() : new Dictionary<string, string> { [part] = "true" }));
        return part == "parameters" ? string.Concat(session.Options.Select(o => $"{o.Key,-30} {o.Value}\n")) : "";
    }
}
