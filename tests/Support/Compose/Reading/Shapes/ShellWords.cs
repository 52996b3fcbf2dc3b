using System.Text;

namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>
/// Splits a command line into words as Compose does: quotes and backslashes as in a shell, nothing expanded,
/// and what follows an operator (<c>; &amp; | &lt; &gt;</c>) is lost.
/// </summary>
internal sealed class ShellWords
{
    private readonly List<string> words = [];
    private readonly StringBuilder word = new();
    private bool started;
    private bool escaped;
    private char quote;

    /// <summary>The words; null when a quote or bracket has no partner.</summary>
    public static List<string>? Split(string line)
    {
        var splitter = new ShellWords();
        foreach (var c in line)
        {
            switch (splitter.Step(c))
            {
                case false:
                    return null;
                case null:
                    return splitter.Words();
            }
        }

        return splitter.Words();
    }

    private List<string>? Words()
    {
        EndWord();
        return escaped || quote != '\0' ? null : words;
    }

    // True: go on. False: broken. Null: an operator ends the command.
    private bool? Step(char c)
    {
        if (escaped)
        {
            escaped = false;
            return Add(c);
        }

        if (c == '\\' && quote != '\'')
        {
            escaped = true;
            return true;
        }

        if (c is ' ' or '\t' or '\r' or '\n')
        {
            return quote == '\0' ? EndWord() : Add(c);
        }

        return quote switch
        {
            '\0' => Bare(c),
            '"' or '\'' when c == quote => Close(),
            // In backticks or brackets the closing character belongs to the word.
            '`' or ')' when c == quote => Add(c, closes: true),
            ')' when c == '(' => false,
            '`' when c is '"' or '\'' => Bare(c),
            _ => Add(c),
        };
    }

    private bool? Bare(char c)
    {
        switch (c)
        {
            case '"' or '\'':
                quote = c;
                return true;
            case '`':
                quote = '`';
                return Add(c);
            case ')':
                quote = ')';
                return Add(c);
            case '(' when word.Length > 0 && word[^1] == '$':
                quote = ')';
                return Add(c);
            case '(':
                return false;
            case ';' or '&' or '|' or '<' or '>':
                // A number before '>' is a file descriptor, not a word.
                started &= c != '>' || word.Length == 0 || !char.IsAsciiDigit(word[0]);
                return null;
            default:
                return Add(c);
        }
    }

    private bool Add(char c, bool closes = false)
    {
        quote = closes ? '\0' : quote;
        word.Append(c);
        return started = true;
    }

    private bool Close()
    {
        quote = '\0';
        return started = true;
    }

    private bool EndWord()
    {
        if (started)
        {
            words.Add(word.ToString());
        }

        word.Clear();
        started = false;
        return true;
    }
}
