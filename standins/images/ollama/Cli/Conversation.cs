using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Ollama.Cli;

/// <summary>A conversation at a terminal. Lines are read as the terminal hands them out: there is no editor.</summary>
internal sealed class Conversation(Session session)
{
    private const string Prompt = ">>> ", Quotes = "\"\"\"";

    private static readonly string[] Openings = [Quotes, "/set system " + Quotes];

    // Not the console's reader, which edits lines itself and takes the terminal's settings over.
    private readonly StreamReader _input = new(new FileStream(new SafeFileHandle(0, false), FileAccess.Read, 0));
    private volatile CancellationTokenSource? _work;
    private volatile string? _open;

    /// <summary>Talks until the end of the input or a farewell.</summary>
    public async Task<int> RunAsync()
    {
        using var interruptions = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
        while (Read() is { } text)
        {
            if (text.StartsWith("/bye", StringComparison.Ordinal) || text.StartsWith("/exit", StringComparison.Ordinal))
            {
                return 0;
            }

            var work = _work = new CancellationTokenSource();
            try
            {
                await (text.StartsWith('/') ? ConversationCommands.RunAsync(session, text, work.Token) : SayAsync(Unquoted(text), work.Token));
            }
            catch (OperationCanceledException)
            {
                Console.Out.Write("\n\n");
            }
            finally
            {
                _work = null;
            }
        }

        Console.Out.Write("\n");
        return 0;
    }

    /// <summary>A text without the three quotes around it, if they are.</summary>
    public static string Unquoted(string text) => text.StartsWith(Quotes, StringComparison.Ordinal) ? text[3..^3] : text;

    /// <summary>A line, or all lines from three quotes to those that end one; null at the end of the input. Of a command only its words count.</summary>
    private string? Read()
    {
        _open = null;
        Console.Out.Write(Prompt);
        while (_input.ReadLine() is { } line)
        {
            string text = _open is { } before ? $"{before}\n{line}"
                : line.StartsWith('/') ? string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) : line;
            string? opening = Openings.FirstOrDefault(o => text.StartsWith(o, StringComparison.Ordinal));
            if (opening is null || (text.Length >= opening.Length + Quotes.Length && text.EndsWith(Quotes, StringComparison.Ordinal)))
            {
                return text;
            }

            _open = text;
            Console.Out.Write("... ");
        }

        return null;
    }

    private async Task SayAsync(string text, CancellationToken cancel)
    {
        if (text.Length > 0)
        {
            session.Said.Add(("user", text));
            session.Said.Add(("assistant", await PrintedAnswer.PrintAsync("/api/chat", session.Chat(), "\n\n", session.Verbose, cancel)));
        }
    }

    /// <summary>Stops what is under way, or says how to leave; a text of several lines begins anew.</summary>
    private void Interrupt(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (_work is { } work)
        {
            work.Cancel();
            return;
        }

        _open = null;
        Console.Out.Write($"\nLeave with Ctrl + d or /bye.\n{Prompt}");
    }
}
